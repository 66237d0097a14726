"""A real S3 server of our own: rclone serves a folder over the S3 protocol, on a free port of this machine."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

RCLONE = Path(sys.executable).parent / "rclone"
KEY_ID, SECRET = "test-key", "test-secret"
NAME = "audits"


@dataclass(frozen=True)
class Bucket:
    """One bucket. What is stored under its keys are plain files below `folder`."""

    folder: Path
    endpoint: str

    @property
    def url(self) -> str:
        return f"s3://{NAME}/main"

    @property
    def environment(self) -> dict[str, str]:
        """What a person sets for an S3 server of their own; a proxy is never asked for this machine."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": KEY_ID,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": "us-east-1",
            "NO_PROXY": "127.0.0.1",
        }

    def keys(self, prefix: str = "") -> list[str]:
        """The keys as the server has them on its disk."""
        root = self.folder / "main"
        found = (str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
        return sorted(key for key in found if key.startswith(prefix))


@contextmanager
def serving(folder: Path) -> Iterator[Bucket]:
    bucket, log = folder / "data" / NAME, folder / "rclone.log"
    bucket.mkdir(parents=True)
    words = ["serve", "s3", "--config", "", "--addr", "127.0.0.1:0", "--auth-key", f"{KEY_ID},{SECRET}"]
    with log.open("wb") as errors:
        process = subprocess.Popen([RCLONE, *words, bucket.parent], stdout=errors, stderr=errors)
    try:
        yield Bucket(bucket, _endpoint(process, log))
    finally:
        process.terminate()
        process.wait(10)


def _endpoint(process: subprocess.Popen[bytes], log: Path) -> str:
    """It takes a free port by itself and says which one."""
    began = time.perf_counter()
    while not (said := re.search(r"http://127\.0\.0\.1:\d+", log.read_text())):
        assert process.poll() is None and time.perf_counter() - began < 20, f"no S3 server: {log.read_text()}"
        time.sleep(0.02)
    return said[0]

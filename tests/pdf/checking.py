"""What other programs say of our files: qpdf of their structure, poppler of their facts."""

import subprocess
import tempfile


def check_pdf(data: bytes) -> None:
    """No error and no warning; tagged, and not locked."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        _run("qpdf", "--check", file.name)
        facts = dict(line.split(":", 1) for line in _run("pdfinfo", file.name).splitlines() if ":" in line)
    assert (facts["Tagged"].strip(), facts["Encrypted"].strip()) == ("yes", "no"), facts


def _run(*command: str) -> str:
    """What it says; anything beside that is a complaint."""
    done = subprocess.run(command, capture_output=True, check=False, timeout=60, text=True)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout

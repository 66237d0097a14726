"""The CSV with a README and the dictionary beside it: the form in which a CSV can say what it is for."""

import zipfile
from collections.abc import Iterator
from typing import Final

from backend.exports.about import DICTIONARY, About, dictionary_csv, dictionary_rows
from backend.exports.forms.csv_text import write_csv
from backend.exports.forms.sink import Sink
from backend.exports.tables import Table

# Half the time of the usual 6, a tenth larger.
LEVEL: Final = 2


def write_zip(table: Table, about: About) -> Iterator[bytes]:
    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        archive.writestr("README.txt", "\n".join([*about.lines(), about.words["columns"], ""]))
        archive.writestr("dictionary.csv", dictionary_csv(DICTIONARY, dictionary_rows(table.columns, about.language)))
        # Its length is not known before its end, and may need more than 32 bits.
        with archive.open(f"{table.name}.csv", "w", force_zip64=True) as entry:
            for piece in write_csv(table, about):
                entry.write(piece)
                yield sink.take()
    yield sink.take()

"""Puts the files of a folder into a zip, under the name of the folder: the same files give the same bytes."""

import pathlib
import sys
import zipfile

archive, folder = sys.argv[1], pathlib.Path(sys.argv[2])
with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
    for path in sorted(folder.iterdir()):
        entry = zipfile.ZipInfo(f"{folder.name}/{path.name}", (2000, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        out.writestr(entry, path.read_bytes())

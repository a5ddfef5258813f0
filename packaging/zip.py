"""Packs a folder as a zip whose bytes depend on its files alone: zip.py ROOT NAME OUT."""

import os
import sys
import time
import zipfile

root, name, out = sys.argv[1:]
# A zip knows no time before 1980.
moment = time.gmtime(max(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), 315_532_800))[:6]
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
    for folder, folders, files in os.walk(os.path.join(root, name)):
        folders.sort()
        for file in sorted(files):
            path = os.path.join(folder, file)
            entry = zipfile.ZipInfo(os.path.relpath(path, root).replace(os.sep, "/"), moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with open(path, "rb") as opened:
                packed.writestr(entry, opened.read(), compresslevel=9)

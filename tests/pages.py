"""What an independent reader (python-docx) finds in docx files: a JSON object, one entry a file."""
import json
import sys

import docx
from docx.oxml.ns import qn

found = {}
for path in sys.argv[1:]:
    document = docx.Document(path)
    section = document.sections[0]
    fonts = {}
    for style in document.styles:
        if style.type == 1 and style.element.rPr is not None and style.element.rPr.rFonts is not None:
            fonts[style.style_id] = style.element.rPr.rFonts.get(qn("w:eastAsia"))
    grid = section._sectPr.find(qn("w:docGrid"))
    headers = [row for table in document.tables for row in table._tbl.tr_lst
               if row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None]
    properties = document.core_properties
    found[path] = {
        "margins": [side.twips for side in (section.top_margin, section.right_margin,
                                            section.bottom_margin, section.left_margin)],
        "pitch": grid.get(qn("w:linePitch")) if grid is not None else None,
        "odd_and_even": document.settings.odd_and_even_pages_header_footer,
        "fonts": fonts,
        "repeated_headers": len(headers),
        "author": properties.author + (properties.last_modified_by or ""),
        "text": "\n".join(p.text for p in document.paragraphs),
        "cells": sum(len(row.cells) for table in document.tables for row in table.rows),
    }
json.dump(found, sys.stdout, ensure_ascii=False)

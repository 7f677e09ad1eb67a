"""OpenDocument texts written by hand, so that every mark of the format a test reads can be seen in the test."""

import io
import zipfile
from xml.sax.saxutils import escape

NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        **{
            name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
            for name in ("office", "text", "table", "style")
        },
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
TEXT = "application/vnd.oasis.opendocument.text"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
PLAIN_MANIFEST = "<manifest/>"
PROTECTED_MANIFEST = "<manifest><file-entry><manifest:encryption-data/></file-entry></manifest>"


def odt(body, *, margins="", mimetype=TEXT, manifest=PLAIN_MANIFEST):
    """An .odt whose office:text holds `body` and whose master page holds `margins`, both as XML."""
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    styles = f"<office:master-styles><style:master-page>{margins}</style:master-page></office:master-styles>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml", f"<office:document-content {NAMES}>{content}</office:document-content>"
        )
        archive.writestr("styles.xml", f"<office:document-styles {NAMES}>{styles}</office:document-styles>")
    return stream.getvalue()


def table(*rows):
    """A table of rows, each raw XML or a list of cells' words."""
    made = (row if isinstance(row, str) else table_row(*map(cell, row)) for row in rows)
    return f"<table:table>{''.join(made)}</table:table>"


def table_row(*cells, marks=""):
    return f"<table:table-row {marks}>{''.join(cells)}</table:table-row>"


def cell(words="", marks=""):
    return f"<table:table-cell {marks}><text:p>{escape(words)}</text:p></table:table-cell>"


def raw_cell(xml, marks=""):
    return f"<table:table-cell {marks}>{xml}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"

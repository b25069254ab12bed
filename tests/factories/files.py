"""Small files of many formats, made in the test: every text is our own."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

import docx
from PIL import Image

Placed = tuple[float, float, str]
"""Left, distance from the foot of the page, text."""


def pdf(pages: Sequence[Sequence[Placed]], *, size: float = 11, trailer: str = "") -> bytes:
    """A PDF of A4 pages in Helvetica, each text at its place; `trailer` is added to the trailer."""
    streams = [
        "BT\n" + "\n".join(f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj" for x, y, text in page) + "\nET"
        for page in pages
    ]
    return _pdf([stream.encode("cp1252") for stream in streams], trailer)


def raw_pdf(contents: Sequence[bytes], font: bytes = b"") -> bytes:
    """A PDF whose pages have these content streams; `font` is the dictionary of their font /F1, Helvetica if none."""
    return _pdf(contents, "", font)


def paragraphs_pdf(pages: Sequence[Sequence[str]], *, left: float = 72, top: float = 760, pitch: float = 14) -> bytes:
    """A PDF with one line under another; an empty string leaves a blank line."""
    return pdf([[(left, top - at * pitch, text) for at, text in enumerate(page) if text] for page in pages])


def picture_pdf() -> bytes:
    """A page that is a picture from edge to edge: a scan."""
    image = b"\xff" * 100
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /Im1 5 0 R >> >> >>",
        _stream(b"q 595 0 0 842 0 0 cm /Im1 Do Q"),
        b"<< /Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" /Length 100 >>\nstream\n" + image + b"\nendstream",
    ]
    return _assembled(objects, "")


def with_scan(lines: Sequence[str], sheet: Image.Image) -> bytes:
    """A PDF whose first page holds text and whose second is the picture of a page."""
    pixels = zlib.compress(sheet.convert("L").tobytes())
    written = "\n".join(
        f"/F1 11 Tf 1 0 0 1 72 {760 - at * 14} Tm ({_escaped(line)}) Tj" for at, line in enumerate(lines)
    )
    image = (
        f"<< /Type /XObject /Subtype /Image /Width {sheet.width} /Height {sheet.height} /ColorSpace /DeviceGray"
        f" /BitsPerComponent 8 /Filter /FlateDecode /Length {len(pixels)} >>\nstream\n"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 7 0 R >> >> >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R"
        b" /Resources << /XObject << /Im1 8 0 R >> >> >>",
        _stream(f"BT\n{written}\nET".encode("cp1252")),
        _stream(b"q 595 0 0 842 0 0 cm /Im1 Do Q"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        image.encode() + pixels + b"\nendstream",
    ]
    return _assembled(objects, "")


def locked_pdf() -> bytes:
    """A PDF that opens only with a password nobody gives."""
    keys = f"/O <{'41' * 32}> /U <{'42' * 32}>"
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 {keys} >> /ID [<{'43' * 16}> <{'43' * 16}>]"
    return pdf([[(72, 700, "Secret")]], trailer=encrypt)


def word(*paragraphs: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    """A .docx file; a paragraph that begins with "#" is a heading, one with "1#" is numbered by Word."""
    document = docx.Document()
    for text in paragraphs:
        if text.startswith("1#"):
            document.add_paragraph(text.removeprefix("1#"), style="List Number")
        elif text.startswith("#"):
            document.add_heading(text.removeprefix("#"))
        else:
            document.add_paragraph(text)
    if table:
        grid = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def archive(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data)
    return stream.getvalue()


def opendocument(*paragraphs: str) -> bytes:
    body = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    mime = b"application/vnd.oasis.opendocument.text"
    return archive({"mimetype": mime, "META-INF/manifest.xml": b"<m/>", "content.xml": content.encode()})


def akoma(*numbered: tuple[str, str], title: str = "Rivers v Council") -> bytes:
    """A judgment in Akoma Ntoso with numbered paragraphs."""
    body = "".join(
        f"<paragraph><num>{number}</num><content><p>{text}</p></content></paragraph>" for number, text in numbered
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
        '<judgment name="judgment"><meta><identification source="#x">'
        f'<FRBRWork><FRBRdate date="2020-02-03" name="judgment"/><FRBRname value="{title}"/>'
        '<FRBRcountry value="GB-UKM"/></FRBRWork><FRBRExpression><FRBRlanguage language="eng"/>'
        "</FRBRExpression></identification></meta><header><p>Neutral Citation Number: <neutralCitation>[2020] UKSC 3"
        f"</neutralCitation></p></header><judgmentBody><decision>{body}</decision></judgmentBody></judgment></akomaNtoso>"
    ).encode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"


def _pdf(contents: Sequence[bytes], trailer: str, font: bytes = b"") -> bytes:
    kids = " ".join(f"{4 + at * 2} 0 R" for at in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        font or b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + at * 2} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(content))
    return _assembled(objects, trailer)


def _assembled(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)

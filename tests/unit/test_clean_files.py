"""Files are given out without those who wrote, changed or sent them: a name is put into each place that a format has
for it, and looked for in the bytes afterwards; the text of the document stays."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import docx
import pikepdf
import pytest
from PIL import Image

from caselaw.exchange.clean import can_clean, clean
from tests.factories.files import archive, locked_pdf, paragraphs_pdf, with_scan

AUTHOR = "Wanjiku Achieng"
TEXT = "The appeal is allowed."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def says(content: bytes, word: str) -> bool:
    """The word stands in the bytes, in any of the spellings that files have, unpacked too."""
    spellings = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    unpacked = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked += [package.read(name) for name in package.namelist()]
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as found:
            for one in found.objects:
                unpacked.append(
                    one.unparse(resolved=True) if not isinstance(one, pikepdf.Stream) else one.read_raw_bytes()
                )
                if isinstance(one, pikepdf.Stream):
                    unpacked.append(repr(dict(one.stream_dict.items())).encode())
            unpacked.append(repr(found.trailer).encode())
    return any(spelled.lower() in part.lower() for spelled in spellings for part in unpacked)


def photograph(kind: str = "JPEG") -> bytes:
    """A picture with its maker's name in EXIF and, where the format has one, in a comment."""
    exif = Image.Exif()
    exif[0x013B], exif[0x8298], exif[0x0112] = AUTHOR, AUTHOR, 6
    stream = io.BytesIO()
    more = {"comment": AUTHOR.encode()} if kind == "JPEG" else {}
    Image.new("RGB", (40, 20), "teal").save(stream, kind, exif=exif, **more)
    return stream.getvalue()


def told_pdf() -> bytes:
    """A PDF with the name in every place that we know of."""
    with pikepdf.open(io.BytesIO(paragraphs_pdf([[TEXT]]))) as found, io.BytesIO() as stream:
        found.docinfo["/Author"] = AUTHOR
        found.docinfo["/AAPL:Keywords"] = AUTHOR
        with found.open_metadata() as xmp:
            xmp["dc:creator"] = [AUTHOR]
        found.attachments["notes.txt"] = AUTHOR.encode()
        page = found.pages[0].obj
        page["/PieceInfo"] = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=AUTHOR))
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{AUTHOR}')")
        found.Root["/OpenAction"] = script
        found.Root["/Names"]["/JavaScript"] = pikepdf.Dictionary(Names=pikepdf.Array(["a", script]))
        photo = pikepdf.Stream(found, photograph())
        photo.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=40, Height=20, Filter=pikepdf.Name.DCTDecode,
            ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Length=len(photograph()),
            Metadata=pikepdf.Stream(found, AUTHOR.encode()),
        )  # fmt: skip
        page["/Resources"]["/XObject"] = pikepdf.Dictionary(Photo=found.make_indirect(photo))
        signed = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Name=AUTHOR, ContactInfo=AUTHOR, Contents=AUTHOR)
        places = {"Rect": [0, 0, 9, 9], "T": AUTHOR, "Contents": AUTHOR}
        page["/Annots"] = pikepdf.Array(
            found.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name("/" + kind), **more))
            for kind, more in (
                ("Text", places), ("Highlight", places), ("FileAttachment", places),
                ("Widget", {"Rect": [0, 0, 9, 9], "FT": pikepdf.Name.Sig, "T": "sign", "V": signed}),
                ("Link", {"Rect": [0, 0, 9, 9], "A": script}),
            )
        )  # fmt: skip
        found.Root["/AcroForm"] = pikepdf.Dictionary(Fields=pikepdf.Array([page["/Annots"][3]]))
        found.save(stream)
        return stream.getvalue()


def told_word() -> bytes:
    document = docx.Document()
    document.core_properties.author = document.core_properties.last_modified_by = AUTHOR
    document.core_properties.comments = AUTHOR
    document.add_paragraph(TEXT)
    document.add_picture(io.BytesIO(photograph()))
    stream = io.BytesIO()
    document.save(stream)
    tracked = (
        f'<w:p w:rsidR="00AB12CD"><w:ins w:id="1" w:author="{AUTHOR}" w:date="2020-01-01T00:00:00Z"><w:r>'
        f'<w:t>Costs follow.</w:t></w:r></w:ins><w:del w:id="2" w:author="{AUTHOR}"><w:r><w:delText>Struck by {AUTHOR}'
        "</w:delText></w:r></w:del>"
        '<w:commentRangeStart w:id="0"/><w:r><w:t>Kept.</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r>'
        '<w:commentReference w:id="0"/></w:r>'
        f'<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>{AUTHOR}</w:t></w:r></w:fldSimple>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> LASTSAVEDBY </w:instrText></w:r><w:r>'
        f'<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{AUTHOR}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="{AUTHOR}"><w:p/></w:comment></w:comments>'
    space = "http://schemas.microsoft.com/office/word/2012/wordml"
    people = f'<w15:people xmlns:w15="{space}"><w15:person w15:author="{AUTHOR}"/></w15:people>'

    def told(name: str, part: bytes) -> bytes:
        if name == "word/document.xml":
            return part.replace(b"<w:sectPr", tracked.encode() + b"<w:sectPr", 1)
        if name == "word/_rels/document.xml.rels":
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
            return part.replace(
                b"</Relationships>",
                f'<Relationship Id="rId99" Type="{kind}" Target="comments.xml"/></Relationships>'.encode(),
            )
        if name == "[Content_Types].xml":
            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
            return part.replace(
                b"</Types>", f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'.encode()
            )
        return part

    with zipfile.ZipFile(stream) as package:
        parts = {name: told(name, package.read(name)) for name in package.namelist()}
    return archive(parts | {"word/comments.xml": comments.encode(), "word/people.xml": people.encode(),
                            "customXml/item1.xml": f"<a>{AUTHOR}</a>".encode()})  # fmt: skip


def told_opendocument() -> bytes:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("text", "text"), ("meta", "meta"))
    ) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
    content = (
        f"<office:document-content {names}><office:body><office:text><text:tracked-changes><text:changed-region>"
        f"<text:deletion><office:change-info><dc:creator>{AUTHOR}</dc:creator></office:change-info>"
        f"<text:p>Struck by {AUTHOR}</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes><text:p>The appeal "
        f"<office:annotation><dc:creator>{AUTHOR}</dc:creator><text:p>Note</text:p></office:annotation>is allowed."
        f"<text:author-name>{AUTHOR}</text:author-name></text:p></office:text></office:body></office:document-content>"
    )
    creator = f"<office:meta><dc:creator>{AUTHOR}</dc:creator></office:meta>"
    meta = f"<office:document-meta {names}>{creator}</office:document-meta>"
    return archive({
        "mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"<m/>",
        "content.xml": content.encode(), "meta.xml": meta.encode(), "Thumbnails/thumbnail.png": photograph("PNG"),
        "Pictures/a.jpg": photograph(), "settings.xml": f"<s>{AUTHOR}</s>".encode(),
    })  # fmt: skip


RTF = (
    rf"{{\rtf1\ansi{{\fonttbl{{\f0 Times;}}}}{{\info{{\author {AUTHOR}}}{{\operator {AUTHOR}}}}}"
    rf"{{\*\revtbl{{Unknown;}}{{{AUTHOR};}}}}{{\*\rsidtbl \rsid123}}\pard\insrsid123 {TEXT}"
    rf"{{\deleted\revauthdel1 Struck by {AUTHOR}}}{{\*\atnauthor {AUTHOR}}}"
    rf"{{\*\annotation {AUTHOR} \{{note\}}}}\revised\revauth1 Costs follow.\par}}"
).encode()
HTML = (
    f'<html><head><meta name="author" content="{AUTHOR}"><meta name="Generator" content="{AUTHOR}">'
    f"<!--[if gte mso 9]><xml><o:Author>{AUTHOR}</o:Author></xml><![endif]--><link rel=author href='/{AUTHOR}'>"
    f"<xml><o:DocumentProperties><o:Author>{AUTHOR}</o:Author></o:DocumentProperties></xml>"
    f"<script>var a = '{AUTHOR}'</script></head><body><!-- {AUTHOR} --><p data-by='{AUTHOR}' onclick='x(\"{AUTHOR}\")'>"
    f"The appeal is allowed.</p></body></html>"
).encode()
MAIL = (
    f"Received: from x by y for <{AUTHOR}>\r\nFrom: {AUTHOR} <a@example.org>\r\nTo: {AUTHOR} <b@example.org>\r\n"
    f"Cc: {AUTHOR} <c@example.org>\r\nMessage-ID: <{AUTHOR}@x>\r\nX-Mailer: {AUTHOR}\r\nSubject: Judgment\r\n"
    "Date: Mon, 1 Jan 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{TEXT}\r\n"
    f"--b\r\nContent-Type: text/plain; name={AUTHOR}\r\n"
    f'Content-Disposition: attachment; filename="{AUTHOR}.txt"\r\n\r\n{AUTHOR}\r\n--b--\r\n'
).encode()
MARKDOWN = f"---\ntitle: Appeal\nauthor: {AUTHOR}\nauthors:\n  - {AUTHOR}\n---\n{TEXT}\n<!-- {AUTHOR} -->\n".encode()
XML = f"<?note {AUTHOR}?><judgment><!-- {AUTHOR} --><p>{TEXT}</p></judgment>".encode()
FILES: Mapping[str, tuple[str, bytes]] = {
    "pdf": ("pdf", told_pdf()),
    "docx": ("docx", told_word()),
    "odt": ("odt", told_opendocument()),
    "rtf": ("rtf", RTF),
    "html": ("html", HTML),
    "eml": ("eml", MAIL),
    "md": ("md", MARKDOWN),
    "xml": ("xml", XML),
    "jpeg": ("image", photograph()),
    "png": ("image", photograph("PNG")),
    "tiff": ("image", photograph("TIFF")),
    "webp": ("image", photograph("WEBP")),
}


@pytest.mark.parametrize("name", FILES)
def test_no_place_of_a_file_names_who_wrote_it(name: str) -> None:
    file_format, content = FILES[name]
    assert says(content, AUTHOR), "the factory puts the name in"
    cleaned = clean(content, file_format)
    assert not says(cleaned, AUTHOR)
    assert not says(cleaned, "Wanjiku")
    assert clean(content, file_format) == cleaned, "the same file gives the same bytes"


@pytest.mark.parametrize("name", ["rtf", "html", "eml", "md", "xml"])
def test_the_text_stays(name: str) -> None:
    file_format, content = FILES[name]
    assert TEXT.encode() in clean(content, file_format)


def test_the_text_of_a_pdf_stays() -> None:
    before, after = (pikepdf.open(io.BytesIO(each)) for each in (told_pdf(), clean(told_pdf(), "pdf")))
    with before, after:
        assert [page.Contents.read_bytes() for page in after.pages] == [
            page.Contents.read_bytes() for page in before.pages
        ]
        assert [str(one.Subtype) for one in after.pages[0].Annots] == ["/Highlight", "/Widget", "/Link"]


def test_the_picture_of_a_scan_stays() -> None:
    scan = with_scan([TEXT], Image.new("L", (60, 80), "white"))
    with pikepdf.open(io.BytesIO(clean(scan, "pdf"))) as found:
        assert any(
            one.get("/Subtype") == pikepdf.Name.Image for one in found.objects if isinstance(one, pikepdf.Stream)
        )


def test_word_opens_what_is_given_out_and_reads_what_was_accepted() -> None:
    document = docx.Document(io.BytesIO(clean(told_word(), "docx")))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert TEXT in said
    assert "Costs follow.Kept." in said
    assert "Struck" not in said


def test_what_was_deleted_in_an_open_document_is_gone() -> None:
    with zipfile.ZipFile(io.BytesIO(clean(told_opendocument(), "odt"))) as package:
        assert package.namelist()[0] == "mimetype"
        content = package.read("content.xml").decode()
    assert "The appeal is allowed." in re.sub("<[^>]+>", "", content)
    assert "Struck" not in content


def test_a_photograph_is_turned_as_it_was_shown() -> None:
    with Image.open(io.BytesIO(clean(photograph(), "image"))) as picture:
        assert picture.size == (20, 40)
        assert not picture.getexif()


def test_what_was_deleted_in_rich_text_is_gone() -> None:
    cleaned = clean(RTF, "rtf")
    assert b"Costs follow." in cleaned
    assert b"Struck" not in cleaned
    assert cleaned.count(b"{") == cleaned.count(b"}")


@pytest.mark.parametrize(
    ("file_format", "content"),
    [("doc", b"\xd0\xcf\x11\xe0"), ("pdf", b"%PDF-1.4 nothing"), ("pdf", locked_pdf()), ("docx", b"PK nothing"),
     ("odt", b""), ("rtf", b"{\\rtf1 {never ends"), ("rtf", b"no"), ("image", b"GIF89a"), ("xml", b"<a>"),
     ("html", b""), ("eml", b""), ("zip", b"PK")],
)  # fmt: skip
def test_what_cannot_be_cleaned_is_said(file_format: str, content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        clean(content, file_format)
    assert can_clean(file_format) == (file_format not in ("doc", "zip"))


def test_nothing_outside_is_followed() -> None:
    hostile = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    assert b"localhost" not in clean(hostile, "xml")

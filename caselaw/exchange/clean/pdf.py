"""PDF: written anew without its information dictionary, XMP, attachments, scripts, thumbnails, the private data of
programs, the names in annotations and signatures, and EXIF in its photographs. Earlier states of the file, which
some programs keep at its end, are not carried over.

Source of the names: ISO 32000-1, 7.7.2 (catalogue), 12.5 (annotations), 14.3 (metadata), 14.5 (page pieces).
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

_EVERYWHERE = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/Thumb",
    "/AA",
    "/AF",
    "/SpiderInfo",
    "/Perms",
    "/Collection",
)
_CATALOGUE = ("/OpenAction", "/Legal", "/URI", "/DSS", "/Requirements")
_NAMES = ("/EmbeddedFiles", "/JavaScript", "/Renditions", "/URLS", "/IDS", "/AlternatePresentations")
_COMMENTS = frozenset({
    "/Text", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D", "/Caret", "/Projection",
})  # fmt: skip
_SAID = ("/T", "/Contents", "/RC", "/Subj", "/M", "/CreationDate", "/NM", "/IRT", "/Popup", "/State", "/StateModel")
_RUNS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie", "/Sound", "/GoToE"})


def clean(content: bytes) -> bytes:
    """The same pages. Raises `ValueError` for what is no PDF, or is locked."""
    try:
        with pikepdf.open(io.BytesIO(content)) as found:
            _forget(found)
            stream = io.BytesIO()
            found.save(
                stream, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True, linearize=False
            )
            return stream.getvalue()
    except (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError, TypeError, KeyError) as fault:
        raise ValueError("no PDF that can be read") from fault


def _forget(found: Pdf) -> None:
    if "/Info" in found.trailer:
        del found.trailer["/Info"]
    root = found.Root
    for key in _CATALOGUE:
        _delete(root, key)
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        for key in _NAMES:
            _delete(names, key)
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary):
        _delete(form, "/XFA")
    for page in found.pages:
        _annotations(page.obj)
    for one in found.objects:
        _object(one)


def _object(one: Object) -> None:
    if not isinstance(one, Dictionary | Stream):
        return
    for key in _EVERYWHERE:
        _delete(one, key)
    if one.get("/FT") == Name.Sig:
        _delete(one, "/V")
    if one.get("/Type") == Name.Sig:
        for key in ("/Name", "/Location", "/Reason", "/ContactInfo", "/Contents", "/Cert", "/M"):
            _delete(one, key)
    for key in ("/A", "/OpenAction"):
        action = one.get(key)
        if isinstance(action, Dictionary) and str(action.get("/S", "")) in _RUNS:
            _delete(one, key)
    if isinstance(one, Stream) and one.get("/Subtype") == Name.Image and _is_photograph(one):
        _bare_photograph(one)


def _annotations(page: Object) -> None:
    """Links and fields stay; what somebody noted goes, and so do the names on what she marked."""
    listed = page.get("/Annots")
    if not isinstance(listed, Array):
        return
    kept = []
    for one in _dictionaries(listed):
        if str(one.get("/Subtype", "")) in _COMMENTS:
            continue
        if one.get("/Subtype") not in (Name.Widget, Name.Link):
            for key in _SAID:
                _delete(one, key)
        kept.append(one)
    if kept:
        page["/Annots"] = Array(kept)
    else:
        _delete(page, "/Annots")


def _dictionaries(listed: Array) -> Iterator[Object]:
    return (one for one in listed if isinstance(one, Dictionary))


def _is_photograph(one: Stream) -> bool:
    filters = one.get("/Filter")
    return filters == Name.DCTDecode or (
        isinstance(filters, Array) and len(filters) == 1 and filters[0] == Name.DCTDecode
    )


def _bare_photograph(one: Stream) -> None:
    raw = one.read_raw_bytes()
    bare = without_segments(raw)
    if bare != raw:
        one.write(bare, filter=Name.DCTDecode)


def without_segments(jpeg: bytes) -> bytes:
    """A JPEG without its EXIF, XMP, IPTC and comments (segments APP1, APP13 and COM); its points are not touched."""
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept, at = [b"\xff\xd8"], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        size = 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if jpeg[at + 1] not in (0xE1, 0xED, 0xFE):
            kept.append(jpeg[at : at + size])
        at += size
    return b"".join((*kept, jpeg[at:]))


def _delete(one: Object, key: str) -> None:
    if key in one:
        del one[key]

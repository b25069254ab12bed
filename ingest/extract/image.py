"""Images of pages: they hold no text of their own, only the picture of it. What a camera wrote beside the picture (a
place, a person, a time) is not read."""

from __future__ import annotations

from ingest.extract import page_images
from ingest.extract.port import NO_BID, SURE, Extracted, Sample

_STARTS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM", b"II+\x00", b"MM\x00+")


class ImageExtractor:
    format = "image"

    def bid(self, sample: Sample) -> int:
        head = sample.head
        if head.startswith(b"BM") and len(sample.data) != int.from_bytes(head[2:6], "little"):
            return NO_BID
        webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
        return SURE if head.startswith(_STARTS) or webp else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        pages = page_images.frames(sample.data) if page_images.can_draw() else 1
        return Extracted(pages=pages, text_layer="none", faulty=dict.fromkeys(range(1, pages + 1), "picture"))

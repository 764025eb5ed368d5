"""What would unpack too far is refused before it is unpacked; a false claim in the directory ends the reading."""

from __future__ import annotations

import gzip
import io
import os
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.shared import guards
from importers.shared.guards import checked, gunzipped, unpacked
from importers.shared.intake import DamagedArchive, DamagedWorkbook, TooMuch


def packed(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def test_small_members_may_be_packed_tightly() -> None:
    archive = checked(packed(("a", bytes(1 << 20))), "e.zip", workbook=False)
    assert unpacked(archive, archive.infolist()[0], "e.zip", workbook=False) == bytes(1 << 20)


def test_the_ratio_and_the_sum_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed(("a", bytes(40 << 20)))
    with pytest.raises(TooMuch, match="40 MB"):
        checked(bomb, "e.zip", workbook=False)
    monkeypatch.setattr(guards, "MOST_HELD", 3 << 20)
    with pytest.raises(TooMuch, match="unpack to 4 MB"):
        checked(packed(*((str(n), bytes(1 << 20)) for n in range(4))), "e.zip", workbook=False)
    monkeypatch.setattr(guards, "MOST_MEMBERS", 3)
    with pytest.raises(TooMuch, match="4 files"):
        checked(packed(*((str(n), b"x") for n in range(4))), "e.zip", workbook=False)


def test_a_false_size_in_the_directory_is_found() -> None:
    data = packed(("a", os.urandom(50_000)))
    place = data.index(b"PK\x01\x02") + 24
    lying = data[:place] + (1000).to_bytes(4, "little") + data[place + 4 :]
    archive = checked(lying, "e.zip", workbook=True)
    with pytest.raises((TooMuch, DamagedWorkbook)):
        unpacked(archive, archive.infolist()[0], "e.zip", workbook=True)


def test_members_that_share_their_bytes_are_refused() -> None:
    data = packed(("a", b"one" * 100), ("b", b"two" * 100))
    second = data.rindex(b"PK\x01\x02") + 42
    with pytest.raises(DamagedArchive, match="overlap"):
        checked(data[:second] + bytes(4) + data[second + 4 :], "e.zip", workbook=False)


@given(st.lists(st.binary(max_size=3000), min_size=1, max_size=4), st.binary(max_size=5))
def test_every_part_of_a_gzip_is_read(parts: list[bytes], rest: bytes) -> None:
    data = b"".join(gzip.compress(part) for part in parts)
    assert gunzipped(data + (b"" if rest[:2] == b"\x1f\x8b" else rest), "a.gz") == b"".join(parts)


def test_a_large_gzip_in_pieces() -> None:
    text = os.urandom(1 << 20) * 3
    assert gunzipped(gzip.compress(text, 1), "a.gz") == text
    with pytest.raises(DamagedArchive, match="end mark"):
        gunzipped(gzip.compress(text, 1)[:-100_000], "a.gz")
    with pytest.raises(TooMuch):
        gunzipped(gzip.compress(bytes(100 << 20)), "a.gz")

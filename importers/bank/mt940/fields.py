"""Tags and keywords of MT940 and MT942 that are read."""

from __future__ import annotations

from typing import Final

LINE: Final = {
    ":25:": "account",
    ":60F:": "currency",
    ":61:": "amount",
    ":61: entry date": "day",
    ":61: type": "type",
    ":61: //": "external_id",
    ":61: reference": "reference",
    ":86:": "description",
    ":86: name": "payee",
}
"""Tag -> canonical field."""
TAGS: Final = frozenset(
    {
        "20",
        "21",
        "25",
        "25P",
        "28",
        "28C",
        "13",
        "13D",
        "34F",
        "60F",
        "60M",
        "61",
        "62F",
        "62M",
        "64",
        "65",
        "86",
        "90C",
        "90D",
        "NS",
    }
)
PROOF: Final = frozenset({"60F", "60M", "61", "62F", "62M", "34F", "13D"})
"""Tags that no other message of the bank network has together with a statement's."""
SEPA: Final = (
    "EREF",
    "KREF",
    "MREF",
    "CRED",
    "DEBT",
    "COAM",
    "OAMT",
    "SVWZ",
    "ABWA",
    "ABWE",
    "PURP",
    "BREF",
    "RREF",
    "TAN",
    "ANAM",
    "IBAN",
    "BIC",
)
"""Keywords of German details, each followed by a plus sign."""
SEPA_REFERENCES: Final = ("EREF", "KREF", "MREF")
SLASHED: Final = frozenset(
    {
        "TRTP", "TRCD", "IBAN", "BIC", "NAME", "REMI", "EREF", "MARF", "CSID", "ORDP", "BENM", "ISDT", "ADDR", "ID", "UDTR",
        "UCRD", "PURP", "RTRN", "PREF", "CNTP", "USTD", "STRD", "CDTRREFTP", "CDTRREF", "PY", "OCMT", "CHGS", "EXCH", "SVCL",
    }
)  # fmt: skip
"""Keywords of Dutch details, between slashes."""
PAYERS: Final = (
    r"/\s*NAAM:\s*(?P<name>[^/\n;]+)",
    r"\b(?:OD|DLA):\s*(?P<name>[^;]+)",
    r"\bAUFTRAGGEBER:\s*(?P<name>.+?)(?:\s+MITTEILUNGEN:|$)",
)
"""Ways in which free details name the other side."""

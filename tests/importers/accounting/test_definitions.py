"""Files that describe data are refused by name, and nothing else is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.accounting.definitions import Definition
from importers.registry import read
from importers.shared.intake import NotATable, take_in
from tests.importers.accounting.real import sample
from tests.importers.samples import text_file

SCHEMA = '<?xml version="1.0"?>\n<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Invoice"/></xs:schema>'


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (SCHEMA, "an XML schema, the description of a format without any data"),
        ('{"openapi": "3.0.0", "paths": {}}', "the description of a programming interface, without any data"),
        ('\n {\n "$schema": "http://json-schema.org/draft-07/schema#"}', "the description of a programming interface"),
        ("# a remark\nopenapi: 3.0.0\ninfo:\n  title: x, y\n", "the description of a programming interface"),
        ('swagger: "2.0"\n', "the description of a programming interface"),
    ],
)
def test_a_description_is_refused(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(NotATable) as refused:
        read(text_file(tmp_path / "d.txt", text))
    assert refused.value.sentence.startswith(f"d.txt is {what}")


@pytest.mark.parametrize(
    "text", ["Date,openapi\n2026-01-01,3", "<schema><row/></schema>", '{"schema": 1}', "openapi,1\n"]
)
def test_other_files_are_none(tmp_path: Path, text: str) -> None:
    assert Definition().sure(take_in(text_file(tmp_path / "d.txt", text))) == 0


@pytest.mark.parametrize(
    "name",
    [
        "xero/xero_accounting_openapi_16.1.0.yaml",
        "xero/xero-projects_openapi.yaml",
        "xero/xero_write_subset_strict.json",
        "quickbooks_online/xsd/Finance.xsd",
        "quickbooks_online/xsd/IntuitBaseTypes.xsd",
        "quickbooks_online/xsd/IntuitNamesTypes.xsd",
        "quickbooks_online/xsd/IntuitRestServiceDef.xsd",
        "quickbooks_online/xsd/Report.xsd",
        "quickbooks_online/xsd/SalesTax.xsd",
    ],
)
def test_published_descriptions_are_refused(name: str) -> None:
    with pytest.raises(NotATable, match="without any data"):
        read(sample(name))

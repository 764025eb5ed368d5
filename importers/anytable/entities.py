"""The canonical fields of each entity a table can hold: by which concepts a heading names them, and what their cells look like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from core.records.schema import KINDS, Kind
from importers.anytable.vocabulary import Reading


class Look(StrEnum):
    """What the cells of a column look like."""

    DAY = "day"
    MONEY = "money"
    HOURS = "hours"
    RATE = "rate"
    COUNT = "count"
    PERCENT = "percent"
    FLAG = "flag"
    CLOCK = "clock"
    ID = "id"
    NAME = "name"
    PERSON = "person"
    EMAIL = "email"
    CURRENCY = "currency"
    LABEL = "label"
    STATUS = "status"
    WORDS = "words"


_LOOKS: Final = {
    Kind.MONEY: Look.MONEY,
    Kind.RATE: Look.RATE,
    Kind.SECONDS: Look.HOURS,
    Kind.QUANTITY: Look.COUNT,
    Kind.BASIS: Look.PERCENT,
    Kind.COUNT: Look.COUNT,
    Kind.DAY: Look.DAY,
    Kind.FLAG: Look.FLAG,
    Kind.TEXT: Look.WORDS,
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """One canonical field. readings: sets of concepts that name it, each with its prior; look: of its cells; total: summed."""

    name: str
    readings: tuple[Reading, ...]
    look: Look
    total: bool = False


@dataclass(frozen=True)
class Entity:
    """One kind of table.

    table: canonical table its rows become. fields: by canonical name. must: fields without which it is none; a tuple = any of
    them. telling: fields that hardly any other kind of table has; one at least has to be there. strict: without a value of these a
    row cannot be loaded. against: concepts which in a column left over say that the table is of another kind.
    """

    name: str
    table: str
    fields: Mapping[str, Meaning]
    must: tuple[tuple[str, ...], ...]
    telling: tuple[str, ...]
    strict: tuple[str, ...] = field(default=())
    against: frozenset[str] = field(default=frozenset())

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the fields, in order of declaration."""
        return tuple(self.fields)


def _readings(text: str) -> tuple[Reading, ...]:
    """Sets of concepts from a line such as `due date | due 0.9`; a trailing number is the prior."""
    made = []
    for part in text.split("|"):
        words = part.split()
        prior = float(words.pop()) if words[-1][0].isdigit() else 1.0
        made.append(Reading(frozenset(words), prior))
    return tuple(made)


def _entity(
    name: str,
    table: str,
    must: str,
    telling: str,
    fields: str,
    *,
    strict: str = "",
    totals: str = "amount total",
    against: str = "",
) -> Entity:
    """fields: lines of `name look? : readings`; must: groups parted by spaces, alternatives by "/"."""
    made = {}
    for line in filter(None, fields.splitlines()):
        head, readings = line.split(":", 1)
        target, *look = head.split()
        kind = KINDS.get((table, target), Kind.TEXT)
        seen = Look(look[0]) if look else _LOOKS[kind]
        made[target] = Meaning(target, _readings(readings), seen, total=target in totals.split())
    return Entity(
        name,
        table,
        MappingProxyType(made),
        tuple(tuple(group.split("/")) for group in must.split()),
        tuple(telling.split()),
        tuple(strict.split()),
        frozenset(against.split()),
    )


_CUSTOMER: Final = """
customer id: customer number | account number 0.8 | company number 0.8 | debit number 0.7
customer_name name: customer name | customer | company name 0.9 | company 0.85 | account name 0.85 | account 0.75 | party 0.7 | organisation 0.8
"""
_PROJECT: Final = """
project id: project number | project number name 0.8
project_name name: project name | project | project scope 0.9 | contract 0.8 | contract name 0.75
"""
_PERSON: Final = """
person id: person number 0.95 | user number 0.9
person_name person: person name | person | user 0.9 | user name 0.9 | name 0.6
firstname name: firstname
lastname name: lastname
"""
_MONEY: Final = """
currency currency: currency | currency number 0.9 | exchange currency 0.8
"""

ENTITIES: Final[tuple[Entity, ...]] = (
    _entity(
        "time",
        "time",
        "seconds project_name/project/task/customer_name/person_name/person/firstname person_name/person/firstname/day",
        "seconds",
        f"""
external_id id: timesheet number | time number 0.7 | time line number 0.8
day: date | time date 0.9 | week end 0.9 | week 0.7 | issued date 0.8 | start date 0.8 | start 0.6 | date actual 0.9
{_CUSTOMER}{_PROJECT}{_PERSON}
role label: role
task label: task name 0.95 | task | category 0.6
taskid id: task number
notes words: notes
seconds hours: hours | hours actual | time hours | person hours actual | quantity 0.6 | hours quantity 0.9 | hours total 0.95 | time actual 0.85 | billable hours 0.8 | timesheet hours
billable flag: billable | billable status 0.8
invoiced flag: billed | invoice status 0.7 | billed status 0.9
approved flag: approved | approved status 0.9
rate rate: billable rate | rate | hours rate 0.95 | price 0.6 | customer rate 0.8
amount money: billable amount | amount 0.9 | value 0.7 | billed amount 0.8 | fee 0.7
cost_rate rate: cost rate
{_MONEY}
invoice_number id: invoice number | invoice 0.85
start_time clock: start time | start 0.8
end_time clock: end time | end 0.8
""",
        strict="seconds",
        totals="seconds amount",
        against="absence budget capacity",
    ),
    _entity(
        "expense",
        "expenses",
        "amount day category/merchant/person_name/person/notes",
        "category expense_mark person_name person",
        f"""
external_id id: expense number
day: date | expense date | transaction date 0.9 | issued date 0.9
{_CUSTOMER}{_PROJECT}{_PERSON}
category label: expense category | category | expense type | expense 0.8 | expense notes 0.8
merchant name: merchant | merchant name | supplier 0.85 | supplier name 0.85
notes words: notes
amount money: amount | expense amount | expense total | total | total amount 0.9 | cost 0.9 | total cost 0.9 | transaction amount 0.9 | gross amount 0.9
{_MONEY}
billable flag: billable
invoiced flag: billed | invoice status 0.7
approved flag: approved | approved status
invoice_number id: invoice number
""",
        strict="amount day",
    ),
    _entity(
        "invoice",
        "invoices",
        "total/net day/due number/customer_name/customer",
        "number due invoice_mark",
        f"""
number id: invoice number | invoice | number 0.7 | journal number 0.8 | invoice journal number 0.9
kind label: invoice type 0.9 | type 0.85 | journal type 0.8 | transaction type 0.7
{_CUSTOMER}
reference words: number notes 0.6 | notes 0.7
contract id: contract number 0.9 | contract 0.8
project id: project number 0.9 | project 0.8
po_number id: po number | po | order number 0.7
day: invoice date | date | issued date 0.9 | journal date 0.9 | created date 0.7
due: due date | due | due start 0.5
terms_days count: terms | terms number 0.8
net money: net amount | net total | net | invoice net amount
tax money: tax | tax amount | total tax
total money: total | total amount | invoice amount | amount 0.9 | invoice total | invoice total amount | value 0.7 | invoice value 0.9
paid money: paid amount | paid | payment amount 0.7
open money: open amount | open | due amount | total due 0.9 | due total amount 0.9
paid_date day: paid date | payment date 0.9
{_MONEY}
status status: status | invoice status | paid status 0.8
sent flag: sent
""",
        strict="total",
        totals="total net",
        against="payment absence supplier",
    ),
    _entity(
        "invoice_line",
        "invoice_lines",
        "invoice amount description/item quantity/unit_price",
        "unit_price quantity",
        f"""
invoice id: invoice number | invoice | journal number 0.8
line count: line number 0.9 | line | number 0.4
{_CUSTOMER}
day: invoice date | date
due: due date | due
description words: notes | line notes | item notes 0.8
item label: item | item name | item number 0.9
quantity count: quantity | hours 0.6 | line quantity
unit_price money: price | unit price | rate 0.8 | line price | unit amount 0.7
amount money: line amount | amount | line total | net amount | total 0.9 | net 0.8
tax money: tax | tax amount | line tax
tax_code label: tax number 0.8 | tax type 0.9 | tax rate 0.8
account_code id: account number | account 0.8 | ledger account
{_MONEY}
""",
        strict="amount",
    ),
    _entity(
        "payment",
        "payments",
        "amount day payment_mark",
        "payment_mark",
        f"""
external_id id: payment number | paid number 0.8 | transaction number 0.7
{_CUSTOMER}
day: payment date | paid date | date 0.9 | transaction date 0.8
number id: number 0.7 | transaction number 0.8 | bank number 0.7
memo words: notes | notes number 0.6
method_text label: payment method | payment type 0.9 | method 0.8
amount money: payment amount | amount | paid amount | total 0.8 | amount total 0.8
{_MONEY}
invoice_number id: invoice number | invoice
account label: bank account | bank 0.9
status status: status | payment status
""",
        strict="amount day",
        against="supplier",
    ),
    _entity(
        "bank_line",
        "bank_lines",
        "amount/debit amount/creditside day description/payee balance/debit/type/reference/payee",
        "balance debit bank_mark",
        f"""
account id: account number | bank account | bank account number | account 0.55
day: date | transaction date | issued date | day 0.8
type label: transaction type | type
payee name: supplier | party | customer 0.7 | customer name 0.7 | name 0.6 | party name
description words: notes | transaction notes
reference id: number 0.7 | transaction number 0.8 | notes number 0.6
amount money: amount | transaction amount | value 0.7 | amount paid 0.5
debit money: debit | debit amount | paid debit
creditside money: creditside | paid creditside | credit | credit amount | creditside amount
balance money: open | open amount 0.9
{_MONEY}
""",
        strict="day amount",
        totals="amount debit creditside",
        against="account quantity item price project rate invoice due documents",
    ),
    _entity(
        "journal",
        "journal_lines",
        "account_code/account_name debit/amount creditside/amount day",
        "debit creditside account_code",
        f"""
document id: journal number | journal | number 0.7 | transaction number 0.8 | ledger number 0.5
day: date | issued date | journal date | transaction date 0.9
source label: journal type | type 0.8 | transaction type 0.9
contact name: party | customer 0.8 | customer name 0.8 | name 0.5 | supplier 0.6
description words: notes | line notes | journal notes
account_code id: account number | ledger account number | ledger account 0.9 | account 0.9 | ledger number 0.8
account_name name: account name | ledger account name | account 0.7
debit money: debit | debit amount
creditside money: credit | creditside | credit amount | creditside amount
amount money: amount | total 0.6
{_MONEY}
project id: project | project number
""",
        strict="day",
        totals="debit creditside amount",
    ),
    _entity(
        "account",
        "accounts",
        "code name account_mark",
        "account_mark",
        f"""
code id: account number | number 0.8 | ledger account number | ledger number
name name: account name | name 0.9 | account 0.8 | ledger name
type label: account type | type 0.9 | category 0.7
opening money: opening open | open | opening
{_MONEY}
""",
        totals="opening",
    ),
    _entity(
        "customer",
        "customers",
        "name street/city/country/email/domain/tax_id/owner/industry/phone/terms_days/region/created/postcode/external_id",
        "customer_mark terms_days owner industry revenue",
        f"""
external_id id: customer number | number 0.75 | account number 0.85 | company number 0.85
name name: customer name | customer | company name | company | account name 0.95 | account 0.9 | name 0.75
legal_name name: legal name | legal customer name | legal company name
tax_id id: taxid | tax number 0.9
domain words: domain
email email: email | customer email
phone words: phone
street words: street | street line 0.8
city label: city | city country 0.4
region label: region | department city 0.95
postcode id: postcode
country label: country | country number 0.9 | department city 0.4
industry label: industry
terms_days count: terms | payment terms
tax_code label: tax number 0.7
parent name: parent | parent company | parent number 0.9 | parent customer | parent account
owner person: owner | manager 0.8 | account manager | account owner | customer manager 0.9
created day: created date | created | start date 0.7 | contract start date 0.7
revenue money: revenueword | revenueword amount
{_MONEY}
""",
        totals="",
    ),
    _entity(
        "deal",
        "deals",
        "stage/probability/close_date amount/close_date/name external_id/name/customer_name",
        "stage probability close_date pipeline",
        f"""
external_id id: deal number | number 0.7
name name: deal name | deal | name 0.8 | deal scope 0.9 | scope 0.7
{_CUSTOMER}
pipeline label: pipeline
stage label: stage | deal stage | deal status 0.9 | sales stage | status 0.7
probability percent: probability
amount money: amount | deal amount | value 0.9 | deal value | close value | total 0.7 | revenueword 0.7
close_date day: close date | deal close date | close 0.8 | planned close date | date planned 0.6
created day: created date | created | start date 0.5
owner person: owner | sales owner | sales person | manager 0.5 | deal owner | owner person 0.9
deal_type label: type | deal type
method_text label: method | billingword method | fee method 0.9 | billingword type | contract type 0.7
service_line label: item | service item | department 0.7
terms_days count: terms | payment terms
start day: project start date | start | start date 0.9
{_MONEY}
""",
        against="invoice hours billed",
    ),
    _entity(
        "contract",
        "contracts",
        "ref/title customer_name/customer/title value/cap/monthly_fee/prepaid_rate/method_text start/signed/end/method_text",
        "contract_mark method_text cap monthly_fee",
        f"""
ref id: contract number | contract | number 0.65 | contract name 0.5 | order number 0.6
{_CUSTOMER}
country label: country
title words: scope | contract scope | notes ?work 0.9 | contract name 0.9 | contract notes 0.9 | project 0.8 | project name 0.8 | notes 0.7 | name 0.6
deal_ref id: deal number | deal | sales number 0.5
service_line label: item | department 0.9
method_text label: billingword method | fee method | fee type | method | billingword type | price method | billingword 0.8 | contract type 0.85
value money: contract value | value | order value 0.9 | order total 0.9 | order amount 0.9 | contract amount | amount 0.9 | fee | total 0.8 | total value | total fee | price 0.8 | contract total | fee total amount | fee amount
cap money: cap | fee cap | cap amount
monthly_fee money: monthly fee | monthly | monthly amount
prepaid_rate rate: prepaid rate
signed day: signed date | signed | contract date 0.9 | contract signed date | date 0.6
start day: start date | start | contract start | contract start date | project start 0.9
end day: end date | end | contract end | contract end date | project end 0.9
terms_days count: terms | payment terms
po_required flag: po required
po_number id: po number | po
po_expiry day: po end date | po end
tax_treatment label: tax | tax method | tax type 0.8
markup percent: markup | expense markup
invoice_frequency label: billingword frequency | invoice frequency | frequency 0.9
status status: status | contract status
project_code id: project number | contract project number 0.9
{_MONEY}
""",
        totals="value",
    ),
    _entity(
        "change_order",
        "change_orders",
        "contract ref/description amount/new_end/cap_change change_mark",
        "change_mark",
        f"""
contract id: contract number | contract | contract name 0.5
ref id: change number | change | change order | change order number | number 0.5
signed day: signed date | signed | date 0.8
amount money: value change | change amount | amount | value | change value
cap_change money: cap change | change cap
new_end day: end date | ?new end date | ?new end
description words: notes | scope
status status: status
{_MONEY}
""",
    ),
    _entity(
        "rate",
        "rates",
        "rate role/person_name contract/valid_from",
        "rate",
        f"""
contract id: contract number | contract
role label: role
person_name person: person name | person | name 0.6
rate rate: rate | hours rate | billable rate | price 0.7 | hours price 0.9
valid_from day: start date | start
valid_to day: end date | end
{_MONEY}
""",
        totals="",
        strict="rate",
        against="email capacity cost hours",
    ),
    _entity(
        "milestone",
        "milestones",
        "name amount contract/project planned/accepted/status",
        "milestone_mark accepted",
        f"""
contract id: contract number | contract
project id: project | project number | project name 0.9
name words: milestone | milestone name | milestone notes 0.9 | name 0.6 | notes 0.6 | scope 0.6
type label: type
planned day: planned date | planned | due date | due | date 0.8 | milestone date 0.9
accepted day: accepted date | accepted | milestone accepted
amount money: amount | milestone amount | value | fee | price 0.8 | milestone value
status status: status | milestone status
{_MONEY}
""",
        strict="amount",
    ),
    _entity(
        "project",
        "projects",
        "name/code customer_name/customer/manager/status/budget_amount/budget_seconds/method_text",
        "project_mark",
        f"""
code id: project number | number 0.65
name name: project name | project | name 0.7 | project scope
{_CUSTOMER}
status status: status | project status
active flag: ?active
billable flag: billable | project billable
method_text label: billingword method | fee method | method | billingword type | project type 0.8 | billingword 0.7 | type 0.6
start day: start date | start | project start date
end day: end date | end | project end date | due date 0.7
manager person: manager | project manager | owner 0.7 | project owner
budget_amount money: budget | budget amount | project budget | fee 0.6 | amount budget
budget_seconds hours: budget hours | estimate hours | hours budget project
hours hours: hours | total hours | actual hours | hours total actual
notes words: notes | project notes
{_MONEY}
""",
        totals="budget_amount",
        against="user time",
    ),
    _entity(
        "person",
        "people",
        "person_name/firstname/person role/email/weekly_capacity/cost_rate/department/employment/start/manager/person",
        "person_mark email role weekly_capacity cost_rate",
        f"""
person id: person number | number 0.7 | user number 0.8
person_name person: person name | person | name 0.8 | user 0.85 | user name 0.9 | owner 0.7 | sales owner 0.8
firstname name: firstname
lastname name: lastname
email email: email
role label: role | role name 0.8
department label: department | department name 0.9 | region 0.6
manager person: manager
employment label: employment | employment type | person type 0.7 | type 0.5
start day: start date | start | person start
end day: end date | end
weekly_capacity hours: capacity | capacity hours | week hours
cost_rate rate: cost rate | hours cost rate 0.9 | cost 0.7
bill_rate rate: billable rate | rate 0.9 | hours rate 0.8 | billingword rate
skills words: skills
{_MONEY}
""",
        totals="",
        against="probability deal stage total amount hours invoice",
    ),
    _entity(
        "leave",
        "leave",
        "person_name/person/firstname start/day absence_mark",
        "absence_mark",
        """
person id: person number
person_name person: person name | person | name 0.7 | user 0.8
firstname name: firstname
lastname name: lastname
day day: date | absence date
start day: start date | start | absence start
end day: end date | end | absence end
type label: absence type | type | absence
seconds hours: hours | absence hours | hours day 0.9
status status: status
""",
        totals="",
    ),
)
BY_NAME: Final = MappingProxyType({entity.name: entity for entity in ENTITIES})

# Names in `must` and `telling` that stand for a word somewhere in the headings or the title, not for a field.
MARKS: Final = MappingProxyType(
    {
        "expense_mark": frozenset({"expense", "merchant"}),
        "invoice_mark": frozenset({"invoice"}),
        "bank_mark": frozenset({"bank", "transaction", "issued"}),
        "payment_mark": frozenset({"payment", "paid"}),
        "account_mark": frozenset({"account", "ledger"}),
        "customer_mark": frozenset({"customer", "taxid", "legal"}),
        "contract_mark": frozenset({"contract"}),
        "change_mark": frozenset({"change"}),
        "milestone_mark": frozenset({"milestone", "accepted"}),
        "project_mark": frozenset({"project"}),
        "person_mark": frozenset({"person", "firstname", "lastname", "user", "owner"}),
        "absence_mark": frozenset({"absence"}),
    }
)

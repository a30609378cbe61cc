"""A number reported for an agreement on a day, under a metric that the programme names."""

from datetime import date

from sqlmodel import Field, SQLModel

from channeladmin.records.columns import KEY, MAX_CENTS, KeyText, key_check, parent_key, primary_key
from channeladmin.records.text import KeyName, OptionalText


class MetricEntryFields(SQLModel):
    """The amount in hundredths of the metric's unit (cents where that is money); it may be negative, a correction."""

    metric: KeyName = Field(sa_type=KeyText)
    reported_on: date
    amount_hundredths: int = Field(ge=-MAX_CENTS, le=MAX_CENTS, sa_type=KEY)
    note: OptionalText = None


class MetricEntry(MetricEntryFields, table=True):
    """The table."""

    __tablename__ = "metric_entry"
    __table_args__ = (key_check("metric", "metric_entry_metric"), {"sqlite_strict": True})

    id: int = primary_key()
    agreement_id: int = parent_key("agreement.id")

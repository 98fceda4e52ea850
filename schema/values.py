"""What a number or a date in an article says: money, quantities, dates of a known precision, periods.

All are frozen and compare by value. Amounts are in units of the currency (yuan, not 亿), quantities in the unit given;
the words of the text stay beside them. A date keeps its precision as an ISO prefix: 2021, 2021-09, 2021-12-02.
"""

from __future__ import annotations

import calendar
import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

CURRENCIES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP
    CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR
    IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
    MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG
    SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV
    WST XAF XCD XOF XPF YER ZAR ZMW ZWG
    """.split()
)
"""ISO 4217 codes of money in use."""
ROC_OFFSET = 1911
"""Year 1 of the Republic of China (民国) is 1912."""


class Bound(StrEnum):
    """How the text hedges a number."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"


class Precision(StrEnum):
    """To what a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Date(_Frozen):
    """A day, a month or a year of the common era. `str` gives the ISO prefix, `parse` reads it."""

    year: int = Field(ge=1000, le=9999)
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)

    @model_validator(mode="after")
    def _in_the_calendar(self) -> Self:
        if self.day is not None:
            if self.month is None:
                raise ValueError("a day needs its month")
            if self.day > calendar.monthrange(self.year, self.month)[1]:
                raise ValueError(f"{self.year}-{self.month:02d} has no day {self.day}")
        return self

    @classmethod
    def parse(cls, text: str) -> Self:
        """The date of an ISO prefix. Raises ValueError for anything else."""
        parts = text.split("-")
        widths = [len(p) for p in parts]
        if widths not in ([4], [4, 2], [4, 2, 2]) or not all(p.isascii() and p.isdigit() for p in parts):
            raise ValueError(f"{text!r} is no ISO date")
        return cls(**dict(zip(("year", "month", "day"), map(int, parts), strict=False)))

    @classmethod
    def from_roc(cls, year: int, month: int | None = None, day: int | None = None) -> Self:
        """The date that a year of the Republic of China means: 109 is 2020."""
        if year < 1:
            raise ValueError(f"there is no year {year} of the Republic of China")
        return cls(year=year + ROC_OFFSET, month=month, day=day)

    @property
    def precision(self) -> Precision:
        """To what it is known."""
        return Precision.YEAR if self.month is None else Precision.MONTH if self.day is None else Precision.DAY

    @property
    def first(self) -> datetime.date:
        """Its first day."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """Its last day."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __contains__(self, other: Date) -> bool:
        """Whether every day of the other lies in this."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        month = "" if self.month is None else f"-{self.month:02d}"
        return f"{self.year}{month}" + ("" if self.day is None else f"-{self.day:02d}")


class Period(_Frozen):
    """A span of time, both ends included: 2021 is itself a period, 2021-01/2021-06 the first half of it."""

    start: Date
    end: Date

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.end.last < self.start.first:
            raise ValueError(f"{self.end} lies before {self.start}")
        return self

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period of an ISO prefix, or of two with a slash between. Raises ValueError for anything else."""
        start, slash, end = text.partition("/")
        first = Date.parse(start)
        return cls(start=first, end=Date.parse(end) if slash else first)

    def __contains__(self, other: Date | Period) -> bool:
        """Whether every day of the other lies in this."""
        first, last = (other.first, other.last) if isinstance(other, Date) else (other.start.first, other.end.last)
        return self.start.first <= first and last <= self.end.last

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}/{self.end}"


def _as_period(value: object) -> object:
    return Period.parse(value) if isinstance(value, str) else value


PeriodField = Annotated[Period, BeforeValidator(_as_period), PlainSerializer(str, return_type=str)]
"""A period that may be given, and is written, as its ISO text."""
Number = Annotated[float, Field(allow_inf_nan=False)]


class _Said(_Frozen):
    """What money and quantities share: the hedge, the limits that it sets, the period, the words of the text."""

    bound: Bound = Bound.EXACT
    minimum: Number | None = None
    maximum: Number | None = None
    period: PeriodField | None = None
    words: str = ""

    @property
    def approximate(self) -> bool:
        """Whether the text does not give the number itself."""
        return self.bound is not Bound.EXACT

    def _check_limits(self, value: float) -> None:
        if self.bound is Bound.RANGE and (self.minimum is None or self.maximum is None):
            raise ValueError("a range needs both limits")
        if self.minimum is not None and value < self.minimum or self.maximum is not None and value > self.maximum:
            raise ValueError(f"{value:g} lies outside its limits")

    def _properties(self, prefix: str) -> dict[str, str | float]:
        out: dict[str, str | float] = {"bound": self.bound.value}
        if self.minimum is not None:
            out[f"{prefix}_min"] = self.minimum
        if self.maximum is not None:
            out[f"{prefix}_max"] = self.maximum
        if self.period is not None:
            out["period"] = str(self.period)
        return out


class Money(_Said):
    """A sum: `amount` in units of the ISO 4217 `currency`. Sums of different currencies are never added."""

    amount: Number = Field(ge=0)
    currency: str

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.currency not in CURRENCIES:
            raise ValueError(f"{self.currency!r} is no ISO 4217 code")
        self._check_limits(self.amount)
        return self

    def properties(self) -> dict[str, str | float]:
        """What an Investment node carries of it."""
        return {"amount": self.amount, "currency": self.currency, **self._properties("amount")}


class Quantity(_Said):
    """A number of something: `value` in `unit`, as written but with 万 and 亿 multiplied out (家, 亩, %)."""

    value: Number
    unit: str = Field(min_length=1)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        self._check_limits(self.value)
        return self

    def properties(self) -> dict[str, str | float]:
        """What an Indicator node carries of it."""
        return {"value": self.value, "unit": self.unit, **self._properties("value")}

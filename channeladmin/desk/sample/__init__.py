"""The sample desk: fictional partners in every state, to look at, to try on and to measure with."""

from channeladmin.desk.sample.making import make_sample

__all__ = ["make_sample"]

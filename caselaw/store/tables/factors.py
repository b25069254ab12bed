"""How somebody shows that she is who she says: second factors, recovery codes, sign-ins of which the first half is
done, links for a new password, and second factors that wait to be removed. Of what is secret a digest is kept, or what
only the installation's secret key opens."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _SecondFactors(TypedColumns):
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    secret: Named[str] = Column(Text)  # encrypted
    added: Named[datetime] = Column(UtcDateTime)
    confirmed: Named[datetime | None] = Column(UtcDateTime)  # None: offered, and not in use yet
    last_step: Named[int] = Column(Integer)  # the half minute of the last code that was taken: it is good once
    failures: Named[int] = Column(Integer)  # since the last code that was right
    failed: Named[datetime | None] = Column(UtcDateTime)


class _RecoveryCodes(TypedColumns):
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    sha256: Named[str] = Column(Text, primary_key=True)


class _SignIns(TypedColumns):
    sha256: Named[str] = Column(Text, primary_key=True)
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    tries: Named[int] = Column(Integer)
    expires: Named[datetime] = Column(UtcDateTime, index=True)


class _PasswordResets(TypedColumns):
    sha256: Named[str] = Column(Text, primary_key=True)
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    expires: Named[datetime] = Column(UtcDateTime, index=True)


class _FactorRemovals(TypedColumns):
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    asked_by: Named[str] = Column(Text)
    added: Named[datetime] = Column(UtcDateTime)
    expires: Named[datetime] = Column(UtcDateTime)


second_factors = Table("second_factors", metadata, _SecondFactors)
recovery_codes = Table("recovery_codes", metadata, _RecoveryCodes)
sign_ins = Table("sign_ins", metadata, _SignIns)
password_resets = Table("password_resets", metadata, _PasswordResets)
factor_removals = Table("factor_removals", metadata, _FactorRemovals)

"""The public data in the field's standards: one module a standard, each with its mapping as plain data at the top.

Every standard's `files(connection, *, release, province, given)` answers {file name: bytes}: the same bytes for the same release,
wherever and whenever they are written. Nothing the tables keep from the public gets in (published.py is the only door to the facts).
"""

from queries.exports import fiscal, oc4ids, ocds, open_data

STANDARDS = {"ocds": ocds, "oc4ids": oc4ids, "fiscal": fiscal}
EXPORTS = {**STANDARDS, "open-data": open_data}  # with the public tables themselves

__all__ = ["EXPORTS", "STANDARDS"]

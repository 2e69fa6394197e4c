"""The yearly report in DuckDB: runs report.sql and writes its figures as CSV to standard output."""

import csv
import sys
from pathlib import Path

import duckdb


def main() -> None:
    data, year, threads = sys.argv[1:4]
    text = (Path(__file__).parent / "report.sql").read_text()
    for name, value in (("$data", data), ("$year", str(int(year))), ("$threads", str(int(threads)))):
        text = text.replace(name, value)
    rows = duckdb.connect().execute(text).fetchall()
    writer = csv.writer(sys.stdout)
    writer.writerow(["period", "table", "figure", "group", "unit", "value"])
    writer.writerows(rows)


if __name__ == "__main__":
    main()

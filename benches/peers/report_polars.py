"""The yearly report in polars: lazy, streaming scans, no Python loop over rows. Writes CSV to standard output.

One row of the result: period, table, figure, group, unit, value. A group of zero may be absent.
"""

import sys
from datetime import date
from functools import reduce

import polars as pl
from polars import col, lit, when

FOREVER = date(9999, 12, 31)
# Larger than any day number: makes one ordered number of an identifier and a day.
DAYS = 4_000_000
TO_WORK = ["work", "self_employment"]
REASONS = {
    "11": "work", "13": "self_employment", "01": "education", "06": "education", "02": "relationship",
    "03": "pension", "04": "deceased", "05": "detention", "07": "abroad", "33": "abroad",
    "14": "unemployment_benefit", "15": "disability_benefit", "17": "other_income", "18": "other_income",
    "19": "other_income", "31": "no_cooperation", "34": "no_cooperation", "35": "no_cooperation", "32": "moved",
    "97": "partner", "98": "other",
}
START_REASONS = {
    "Einde dienstverband": "end_of_work",
    "Einde WW-uitkering": "end_of_unemployment_benefit",
    "Verbreking relatie": "end_of_relationship",
    "Ander inkomen onvoldoende": "loss_of_other_income",
    "Vestiging vanuit andere gemeente": "moved_in",
    "Einde studie": "end_of_education",
    "Einde zelfstandig beroep of bedrijf": "end_of_self_employment",
    "Einde uitkering arbeidsongeschiktheid": "end_of_disability_benefit",
    "Einde detentie": "end_of_detention",
    "Bereiken 18 jaar": "turned_18",
    "Andere oorzaak": "other",
}
HOUSEHOLDS = {"1": "single", "2": "single_parent", "3": "couple", "4": "other"}
SCHEMES = {"01": "participatiewet", "02": "ioaw", "03": "ioaz", "14": "bbz"}
SEXES = {"m": "man", "f": "woman"}
PLACEMENT_KINDS = ["full_time", "part_time", "self_employed", "unknown"]
NOT_WORK = ["volunteering", "health", "language", "education"]
STOCK_DIMENSIONS = ["age", "sex", "household", "scheme", "duration", "district", "target_group"]

# ----------------------------------------------------------------------------------------------------------- reading


def scan(file: str, columns: dict[str, pl.DataType], wanted: list) -> pl.LazyFrame:
    """Typed columns of an export; those that are not wanted are never made. Empty fields are missing, also in quotes."""
    return pl.scan_csv(file, schema=columns, null_values=[""]).select(wanted)


def benefits(data: str) -> pl.LazyFrame:
    """The rows of benefits; who has none that lasts to the horizon is left out later."""
    text, number = pl.String, pl.Int64
    schema = {
        "case_id": number, "person_id": number, "district": text, "scheme": text, "start": pl.Date, "end": pl.Date,
        "end_reason": text, "start_reason": text, "household": text, "birth_year": pl.Int16, "sex": text,
        "monthly_amount": text, "income_amount": text, "target_groups": text, "profile_date": text, "booked": text,
        "municipality": text,
    }
    wanted = ["case_id", "person_id", "district", "scheme", "start", col("end").fill_null(FOREVER).alias("last"),
              "end_reason", "start_reason", "household", "birth_year", "sex", "target_groups"]
    return scan(f"{data}/benefits.csv", schema, wanted)


def placements(data: str) -> pl.LazyFrame:
    """The rows of placements, with a kind from the hours where it is not given."""
    text = pl.String
    schema = {
        "placement_id": text, "person_id": pl.Int64, "start": pl.Date, "end": pl.Date, "kind": text,
        "hours": pl.Float64, "sector": text, "employer": text, "programme": text, "wage_subsidy": text, "wage_value": text,
        "municipality": text,
    }
    kind = (when(col("kind").is_not_null()).then("kind").when(col("hours") >= 35).then(lit("full_time"))
            .when(col("hours").is_not_null()).then(lit("part_time")).otherwise(lit("unknown")))
    wanted = ["person_id", "start", col("end").fill_null(FOREVER).alias("last"), kind.alias("kind"),
              col("sector", "employer").fill_null("unknown"), "wage_subsidy"]
    return scan(f"{data}/placements.csv", schema, wanted)


def participations(data: str, horizon: date) -> pl.LazyFrame:
    """The rows of programmes that last to the horizon."""
    text = pl.String
    schema = {
        "participation_id": text, "person_id": pl.Int64, "programme": text, "kind": text, "start": pl.Date,
        "end": pl.Date, "result": text, "municipality": text,
    }
    wanted = ["person_id", "programme", "kind", "start", col("end").fill_null(FOREVER).alias("last"), "result"]
    return scan(f"{data}/programmes.csv", schema, wanted).filter(col("last") >= horizon)


# ------------------------------------------------------------------------------------------------------------ spells


def islands(rows: pl.DataFrame, who: str, horizon: date) -> pl.DataFrame:
    """Numbers the spells: a row opens one where it starts later than the day after all earlier ends.

    Of everyone with a row that lasts to the horizon. Identifier and day make one number, so that a running maximum
    over all rows begins anew with each identifier, and no window by group is needed.
    """
    live = rows.lazy().filter(col("last") >= horizon).select(who).unique()
    place, last = col(who) * DAYS, col("last").cast(pl.Int32)
    opens = place + col("start").cast(pl.Int32) > (place + last).cum_max().shift(1) + 1
    return (rows.lazy().join(live, on=who, how="semi").sort(who, "start")
            .with_columns(opens.fill_null(True).cum_sum().alias("spell")).collect())


def first_of_spell(rows: pl.DataFrame, order: list[str], falling: list[bool], wanted: list) -> pl.DataFrame:
    """The row of each spell that comes first in the order."""
    ordered = rows.sort(["spell", *order], descending=[False, *falling], nulls_last=True)
    return ordered.filter(col("spell").ne_missing(col("spell").shift(1))).select("spell", *wanted)


def with_reason(spells: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The end reason of the row that ends last; `partner` gives way to a known one of another row."""
    order, falling = ["last", "person_id", "start"], [True, False, True]
    last = first_of_spell(rows, order, falling, [col("end_reason").alias("reason")])
    known = rows.filter(col("end_reason").is_not_null() & (col("end_reason") != "97"))
    known = first_of_spell(known, order, falling, [col("end_reason").alias("known")])
    reason = when(col("reason") == "97").then(pl.coalesce("known", "reason")).otherwise("reason")
    return (spells.join(last, on="spell").join(known, on="spell", how="left")
            .with_columns(reason.replace(REASONS).fill_null("unknown").alias("reason")).drop("known"))


def case_spells(rows: pl.DataFrame, horizon: date) -> pl.DataFrame:
    """The spells of cases that last to the horizon, with what is known of each."""
    rows = islands(rows, "case_id", horizon)
    spells = rows.group_by("spell").agg(col("start").min(), col("last").max()).filter(col("last") >= horizon)
    rows = rows.join(spells.select("spell"), on="spell", how="semi")
    lead = first_of_spell(
        rows, ["birth_year", "person_id", "start", "last"], [False, False, True, True],
        ["birth_year", col("sex").replace(SEXES), col("household").replace(HOUSEHOLDS),
         col("scheme").replace(SCHEMES), "district", col("target_groups").alias("target_group")])
    begun = first_of_spell(
        rows, ["start", "person_id", "last"], [False, False, True], [col("start_reason").replace(START_REASONS)])
    texts = ["sex", "household", "scheme", "district", "target_group", "start_reason"]
    return (with_reason(spells, rows).join(lead, on="spell").join(begun, on="spell")
            .with_columns(col(texts).fill_null("unknown")))


def person_spells(rows: pl.DataFrame, horizon: date) -> pl.DataFrame:
    """The spells of persons, each with the end of the one before and the start of the one after."""
    rows = islands(rows.select("person_id", "start", "last", "end_reason"), "person_id", horizon)
    spells = rows.group_by("spell").agg(col("person_id").first(), col("start").min(), col("last").max())
    spells = with_reason(spells, rows).sort("spell")
    before, after = (col("person_id") == col("person_id").shift(step) for step in (1, -1))
    return spells.with_columns(
        when(before).then(col("last").shift(1)).alias("earlier_end"),
        when(after).then(col("start").shift(-1)).alias("next_start"))


# ----------------------------------------------------------------------------------------------------------- figures


class Figures:
    """Collects the figures of one period."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.first, self.last = date(year, 1, 1), date(year, 12, 31)
        self.rows: list[tuple] = []

    def add(self, table: str, figure: str, unit: str, value: object, group: str = "") -> None:
        """One figure."""
        self.rows.append((self.year, table, figure, group, unit, value))

    def groups(self, table: str, figure: str, unit: str, counted: pl.DataFrame) -> None:
        """One figure for each row of two columns, group and value."""
        for group, value in counted.iter_rows():
            self.add(table, figure, unit, value, group)

    def within(self, day: str) -> pl.Expr:
        """Whether the day lies in the period."""
        return col(day).is_between(self.first, self.last)

    def runs(self) -> pl.Expr:
        """Whether something runs on the last day."""
        return (col("start") <= self.last) & (col("last") > self.last)


def age_class(day: pl.Expr) -> pl.Expr:
    """With a birth year only the birthday is 1 July."""
    age = day.dt.year() - col("birth_year") - (day.dt.month() < 7).cast(pl.Int32)
    return (when(age.is_null()).then(lit("unknown")).when(age < 27).then(lit("<27")).when(age < 35).then(lit("27-34"))
            .when(age < 45).then(lit("35-44")).when(age < 55).then(lit("45-54")).otherwise(lit("55+"))).alias("age")


def duration_class(day: pl.Expr) -> pl.Expr:
    """By calendar."""
    names = {"6mo": "0-6m", "12mo": "6-12m", "2y": "1-2y", "3y": "2-3y", "4y": "3-4y", "5y": "4-5y"}
    start = when(day < col("start").dt.offset_by("6mo")).then(lit("0-6m"))
    chain = reduce(lambda so_far, step: so_far.when(day < col("start").dt.offset_by(step[0])).then(lit(step[1])),
                   list(names.items())[1:], start)
    return chain.otherwise(lit("5y+")).alias("duration")


def month_ends(day: pl.Expr) -> pl.Expr:
    """How many month ends lie on or before a day; the difference of two is how many lie between."""
    return day.dt.year() * 12 + day.dt.month().cast(pl.Int32) - 1 + (day == day.dt.month_end()).cast(pl.Int32)


def caseload(figures: Figures, spells: pl.DataFrame, unit: str) -> None:
    """Stock and flows."""
    first, last, one = figures.first, figures.last, pl.duration(days=1)
    months = (month_ends(pl.min_horizontal(col("last") - one, lit(last)))
              - month_ends(pl.max_horizontal(col("start"), lit(first)) - one))
    counts = [
        ((col("start") < first) & (col("last") >= first)).sum().alias("stock_begin"),
        figures.within("start").sum().alias("inflow"), figures.within("last").sum().alias("outflow"),
        figures.runs().sum().alias("stock_end"), months.clip(lower_bound=0).cast(pl.Int64).sum().alias("months"),
    ]
    if unit == "persons":
        soon = (col("start") - col("earlier_end")).dt.total_days() <= 365
        counts.append((figures.within("start") & soon).sum().alias("re_inflow"))
    touching = spells.filter((col("start") <= last) & (col("last") >= first))
    counted = touching.select(counts).row(0, named=True)
    months = counted.pop("months")
    for figure, value in counted.items():
        figures.add("caseload", figure, unit, value)
    figures.add("caseload", "stock_change", unit, counted["stock_end"] - counted["stock_begin"])
    # half a hundredth upwards, in whole numbers
    figures.add("caseload", "stock_average", unit, f"{(months * 200 + 12) // 24 / 100:.2f}")
    figures.add("caseload", "outflow_rate", unit, counted["outflow"])


def by_dimension(figures: Figures, spells: pl.DataFrame) -> None:
    """Stock, inflow and outflow by group."""
    moments = [
        ("caseload", "stock_end", figures.runs(), lit(figures.last), STOCK_DIMENSIONS),
        ("inflow", "inflow", figures.within("start"), col("start"), ["start_reason", "age", "household"]),
        ("outflow", "outflow", figures.within("last"), col("last"), ["reason", *STOCK_DIMENSIONS]),
    ]
    for moment, figure, chosen, day, dimensions in moments:
        those = spells.filter(chosen).with_columns(age_class(day), duration_class(day))
        for dimension in dimensions:
            table, labels = f"{moment}_by_{dimension}", those.select(dimension)
            if dimension == "target_group":
                labels = labels.select(col(dimension).str.split("|")).explode(dimension)
            figures.add(table, figure, "benefits", those.height)
            figures.groups(table, figure, "benefits", labels.group_by(dimension).len())


def counted_placements(jobs: pl.DataFrame, spells: pl.DataFrame, year: int) -> pl.DataFrame:
    """The placements that make their person count as into work, of the periods and the year before each."""
    jobs = jobs.filter(col("start").is_between(date(year - 2, 1, 1), date(year, 12, 31))).with_row_index("job")
    runs = (col("start_right") <= col("start")) & (col("last_right") >= col("start") - pl.duration(days=31))
    chosen = jobs.join(spells.select("person_id", "start", "last"), on="person_id").filter(runs)
    return jobs.join(chosen.select("job").unique(), on="job", how="semi").with_columns(
        col("start").dt.year().alias("period"))


def into_work(figures: Figures, jobs: pl.DataFrame, counted: pl.DataFrame, spells: tuple) -> None:
    """Persons into work, their placements, and what stands beside."""
    cases, persons = spells
    counted = counted.filter(col("period") == figures.year)
    order = col("kind").replace_strict(PLACEMENT_KINDS, range(4), return_dtype=pl.Int8)
    kinds = counted.group_by("person_id").agg(order.min().alias("order"))
    figures.add("into_work", "into_work", "persons", kinds.height)
    named = col("order").replace_strict(range(4), PLACEMENT_KINDS, return_dtype=pl.String)
    figures.groups("into_work", "into_work", "persons", kinds.group_by(named).len())
    to_work = cases.filter(figures.within("last") & col("reason").is_in(TO_WORK)).height
    figures.add("into_work", "outflow_to_work", "benefits", to_work)
    part_time, full_time = (jobs.filter(col("kind") == kind) for kind in ("part_time", "full_time"))
    beside = part_time.filter(figures.runs()).join(persons.filter(figures.runs()), on="person_id", how="semi")
    figures.add("into_work", "part_time_beside_benefit", "persons", beside["person_id"].n_unique())
    grown = full_time.filter(figures.within("start")).join(part_time, on="person_id")
    grown = grown.filter(col("start_right") < col("start"))
    figures.add("into_work", "part_time_to_full_time", "persons", grown["person_id"].n_unique())
    amount = col("wage_subsidy").cast(pl.Decimal(12, 2), strict=False)
    figures.add("into_work", "placements_wage_subsidy", "placements",
                counted.filter((amount > 0) | (col("wage_subsidy") == "yes")).height)
    figures.add("into_work", "placements_wage_subsidy_amount", "eur", counted.select(amount.sum()).item())
    for column in ("sector", "employer"):
        figures.add(f"placements_by_{column}", "placements", "placements", counted.height)
        figures.groups(f"placements_by_{column}", "placements", "placements", counted.group_by(column).len())


def programmes(figures: Figures, rows: pl.DataFrame, counted: pl.DataFrame) -> None:
    """Participants, those into work, those who completed; results; participation."""
    latest = counted.filter(col("period") == figures.year).group_by("person_id").agg(col("start").max().alias("placed"))
    taken = (rows.filter((col("start") <= figures.last) & (col("last") >= figures.first))
             .join(latest, on="person_id", how="left")
             .with_columns(figures.within("last").alias("ended"), (col("placed") >= col("start")).alias("worked")))
    units = {"participants": "persons", "participants_into_work": "persons", "completed": "participations"}
    counts = [
        col("person_id").n_unique().alias("participants"),
        col("person_id").filter("worked").n_unique().alias("participants_into_work"),
        (col("ended") & (col("result") != "dropout")).sum().alias("completed"),
    ]
    totals = taken.select(counts).row(0, named=True)
    for table, column in (("programmes", "programme"), ("programme_kinds", "kind")):
        grouped = taken.group_by(column).agg(counts)
        for figure, unit in units.items():
            figures.add(table, figure, unit, totals[figure])
            figures.groups(table, figure, unit, grouped.select(column, figure))
    ended = taken.filter("ended")
    figures.add("programme_results", "result", "participations", ended.height)
    results = ended.group_by(col("result").fill_null("unknown")).len()
    figures.groups("programme_results", "result", "participations", results)
    others = taken.filter(col("kind").is_in(NOT_WORK))
    figures.add("participation", "participation", "persons", others["person_id"].n_unique())
    grouped = others.group_by("kind").agg(col("person_id").n_unique())
    figures.groups("participation", "participation", "persons", grouped)


def retention(figures: Figures, jobs: pl.DataFrame, counted: pl.DataFrame, spells: pl.DataFrame) -> None:
    """Who stayed away, and at work, after the year before."""
    before = Figures(figures.year - 1)
    last = (spells.filter(before.within("last") & col("reason").is_in(TO_WORK))
            .sort("last").unique("person_id", keep="last", maintain_order=True))
    days = (col("next_start") - col("last")).dt.total_days()
    placed = counted.filter(col("period") == before.year).group_by("person_id").agg(col("start").min().alias("first"))
    held = placed.join(jobs, on="person_id")
    for months, length in ((6, 182), (12, 365)):
        away = last.filter(days.is_null() | (days > length)).height
        figures.add("retention", f"not_returned_{months}m", "persons", away)
        day = col("first") + pl.duration(days=length)
        still = held.filter((col("start") <= day) & (col("last") > day))["person_id"].n_unique()
        figures.add("retention", f"still_employed_{months}m", "persons", still)


def main() -> None:
    """Reads, makes the spells, counts both periods, writes."""
    data, year = sys.argv[1], int(sys.argv[2])
    # Nothing that is over before this day can matter to a figure: retention looks at the year before the comparison
    # period, into work at 31 days before a placement.
    horizon = date(year - 3, 11, 1)
    rows = benefits(data).collect(engine="streaming")
    cases, persons = case_spells(rows, horizon), person_spells(rows, horizon)
    del rows
    jobs = placements(data).collect(engine="streaming")
    courses = participations(data, horizon).collect(engine="streaming")
    counted = counted_placements(jobs, persons, year)
    print("period,table,figure,group,unit,value")
    for figures in (Figures(year), Figures(year - 1)):
        caseload(figures, cases, "benefits")
        caseload(figures, persons, "persons")
        by_dimension(figures, cases)
        into_work(figures, jobs, counted, (cases, persons))
        programmes(figures, courses, counted)
        retention(figures, jobs, counted, persons)
        lines = pl.DataFrame([[str(cell) for cell in row] for row in figures.rows], orient="row")
        sys.stdout.write(lines.write_csv(include_header=False))


if __name__ == "__main__":
    main()

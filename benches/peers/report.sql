-- The yearly report in DuckDB. `$data`, `$year` and `$threads` are filled in by report_duckdb.py.
-- One row of the result: period, table_id, figure, grp, unit, value. A group of zero may be absent.

SET threads = $threads;
SET preserve_insertion_order = false;

-- ---------------------------------------------------------------------------------------------------- reading

CREATE TEMP TABLE periods AS
SELECT y AS period, make_date(y, 1, 1) AS p_from, make_date(y, 12, 31) AS p_to
FROM (VALUES ($year), ($year - 1)) AS v(y);

-- Nothing that is over before this day can matter to a figure: retention looks at the year before the comparison
-- period, into work at 31 days before a placement.
CREATE TEMP MACRO horizon() AS make_date($year - 3, 11, 1);
CREATE TEMP MACRO forever() AS DATE '9999-12-31';

CREATE TEMP TABLE benefits AS
SELECT case_id, person_id, district, scheme, start, coalesce("end", forever()) AS last, end_reason, start_reason,
       household, birth_year, sex, target_groups
FROM read_csv('$data/benefits.csv', header = true, delim = ',', quote = '"', auto_detect = false, columns = {
    'case_id': 'BIGINT', 'person_id': 'BIGINT', 'district': 'VARCHAR', 'scheme': 'VARCHAR', 'start': 'DATE',
    'end': 'DATE', 'end_reason': 'VARCHAR', 'start_reason': 'VARCHAR', 'household': 'VARCHAR',
    'birth_year': 'SMALLINT', 'sex': 'VARCHAR', 'monthly_amount': 'DECIMAL(12, 2)',
    'income_amount': 'DECIMAL(12, 2)', 'target_groups': 'VARCHAR', 'profile_date': 'DATE', 'booked': 'DATE',
    'municipality': 'VARCHAR'});

CREATE TEMP TABLE placements AS
SELECT person_id, start, coalesce("end", forever()) AS last,
       CASE WHEN kind IS NOT NULL THEN kind WHEN hours >= 35 THEN 'full_time'
            WHEN hours IS NOT NULL THEN 'part_time' ELSE 'unknown' END AS kind,
       coalesce(sector, 'unknown') AS sector, coalesce(employer, 'unknown') AS employer, wage_subsidy
FROM read_csv('$data/placements.csv', header = true, delim = ',', quote = '"', auto_detect = false, columns = {
    'placement_id': 'BIGINT', 'person_id': 'BIGINT', 'start': 'DATE', 'end': 'DATE', 'kind': 'VARCHAR',
    'hours': 'DECIMAL(6, 2)', 'sector': 'VARCHAR', 'employer': 'VARCHAR', 'programme': 'VARCHAR',
    'wage_subsidy': 'VARCHAR', 'wage_value': 'VARCHAR', 'municipality': 'VARCHAR'});

CREATE TEMP TABLE participations AS
SELECT person_id, programme, kind, start, coalesce("end", forever()) AS last, result
FROM read_csv('$data/programmes.csv', header = true, delim = ',', quote = '"', auto_detect = false, columns = {
    'participation_id': 'BIGINT', 'person_id': 'BIGINT', 'programme': 'VARCHAR', 'kind': 'VARCHAR',
    'start': 'DATE', 'end': 'DATE', 'result': 'VARCHAR', 'municipality': 'VARCHAR'})
WHERE "end" IS NULL OR "end" >= horizon();

CREATE TEMP MACRO reason_id(code) AS CASE
    WHEN code IS NULL THEN 'unknown' WHEN code = '11' THEN 'work' WHEN code = '13' THEN 'self_employment'
    WHEN code IN ('01', '06') THEN 'education' WHEN code = '02' THEN 'relationship' WHEN code = '03' THEN 'pension'
    WHEN code = '04' THEN 'deceased' WHEN code = '05' THEN 'detention' WHEN code IN ('07', '33') THEN 'abroad'
    WHEN code = '14' THEN 'unemployment_benefit' WHEN code = '15' THEN 'disability_benefit'
    WHEN code IN ('17', '18', '19') THEN 'other_income' WHEN code IN ('31', '34', '35') THEN 'no_cooperation'
    WHEN code = '32' THEN 'moved' WHEN code = '97' THEN 'partner' WHEN code = '98' THEN 'other' ELSE code END;
CREATE TEMP MACRO start_reason_id(label) AS CASE label
    WHEN 'Einde dienstverband' THEN 'end_of_work'
    WHEN 'Einde WW-uitkering' THEN 'end_of_unemployment_benefit'
    WHEN 'Verbreking relatie' THEN 'end_of_relationship'
    WHEN 'Ander inkomen onvoldoende' THEN 'loss_of_other_income'
    WHEN 'Vestiging vanuit andere gemeente' THEN 'moved_in'
    WHEN 'Einde studie' THEN 'end_of_education'
    WHEN 'Einde zelfstandig beroep of bedrijf' THEN 'end_of_self_employment'
    WHEN 'Einde uitkering arbeidsongeschiktheid' THEN 'end_of_disability_benefit'
    WHEN 'Einde detentie' THEN 'end_of_detention'
    WHEN 'Bereiken 18 jaar' THEN 'turned_18'
    WHEN 'Andere oorzaak' THEN 'other'
    ELSE coalesce(label, 'unknown') END;
CREATE TEMP MACRO household_id(code) AS CASE code WHEN '1' THEN 'single' WHEN '2' THEN 'single_parent'
    WHEN '3' THEN 'couple' WHEN '4' THEN 'other' ELSE coalesce(code, 'unknown') END;
CREATE TEMP MACRO scheme_id(code) AS CASE code WHEN '01' THEN 'participatiewet' WHEN '02' THEN 'ioaw'
    WHEN '03' THEN 'ioaz' WHEN '14' THEN 'bbz' ELSE coalesce(code, 'unknown') END;
CREATE TEMP MACRO sex_id(code) AS CASE code WHEN 'm' THEN 'man' WHEN 'f' THEN 'woman' ELSE 'unknown' END;
-- With a birth year only the birthday is 1 July.
CREATE TEMP MACRO age_on(birth_year, day) AS year(day) - birth_year - (month(day) < 7)::INTEGER;
CREATE TEMP MACRO age_class(birth_year, day) AS CASE
    WHEN birth_year IS NULL THEN 'unknown' WHEN age_on(birth_year, day) < 27 THEN '<27'
    WHEN age_on(birth_year, day) < 35 THEN '27-34' WHEN age_on(birth_year, day) < 45 THEN '35-44'
    WHEN age_on(birth_year, day) < 55 THEN '45-54' ELSE '55+' END;
CREATE TEMP MACRO duration_class(start, day) AS CASE
    WHEN day < start + INTERVAL 6 MONTH THEN '0-6m' WHEN day < start + INTERVAL 12 MONTH THEN '6-12m'
    WHEN day < start + INTERVAL 2 YEAR THEN '1-2y' WHEN day < start + INTERVAL 3 YEAR THEN '2-3y'
    WHEN day < start + INTERVAL 4 YEAR THEN '3-4y' WHEN day < start + INTERVAL 5 YEAR THEN '4-5y' ELSE '5y+' END;
-- How many month ends lie on or before a day; the difference of two is how many lie between.
CREATE TEMP MACRO month_ends(day) AS
    year(day) * 12 + month(day) - 1 + (day = last_day(day))::INTEGER;

-- ----------------------------------------------------------------------------------------------------- spells

-- Gaps and islands: a row opens a spell where it starts later than the day after all earlier ends.
CREATE TEMP TABLE case_rows AS
WITH live AS (SELECT * FROM benefits WHERE case_id IN (SELECT case_id FROM benefits WHERE last >= horizon())),
opened AS (
    SELECT *, coalesce(start > max(last) OVER (PARTITION BY case_id ORDER BY start
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + 1, true)::INTEGER AS opens
    FROM live)
SELECT * EXCLUDE (opens), sum(opens) OVER (PARTITION BY case_id ORDER BY start)::INTEGER AS spell FROM opened;

CREATE TEMP TABLE case_spells AS
WITH bounds AS (
    SELECT case_id, spell, min(start) AS start, max(last) AS last,
           first(end_reason ORDER BY last DESC, person_id, start DESC) AS reason,
           first(end_reason ORDER BY last DESC, person_id, start DESC)
               FILTER (end_reason IS NOT NULL AND end_reason <> '97') AS known_reason,
           first(start_reason ORDER BY start, person_id, last DESC) AS start_reason,
           -- the oldest person leads; of this person the last row counts
           first({'b': birth_year, 'x': sex, 'h': household, 's': scheme, 'd': district, 't': target_groups}
               ORDER BY birth_year NULLS LAST, person_id, start DESC, last DESC) AS lead_row
    FROM case_rows GROUP BY case_id, spell HAVING max(last) >= horizon())
SELECT start, last, lead_row.b AS birth_year, sex_id(lead_row.x) AS sex, household_id(lead_row.h) AS household,
       scheme_id(lead_row.s) AS scheme, coalesce(lead_row.d, 'unknown') AS district,
       coalesce(lead_row.t, 'unknown') AS target_groups, start_reason_id(start_reason) AS start_reason,
       reason_id(CASE WHEN reason = '97' THEN coalesce(known_reason, reason) ELSE reason END) AS reason
FROM bounds;

CREATE TEMP TABLE person_spells AS
WITH live AS (
    SELECT person_id, start, last, end_reason FROM benefits
    WHERE person_id IN (SELECT person_id FROM benefits WHERE last >= horizon())),
opened AS (
    SELECT *, coalesce(start > max(last) OVER (PARTITION BY person_id ORDER BY start
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + 1, true)::INTEGER AS opens
    FROM live),
numbered AS (
    SELECT *, sum(opens) OVER (PARTITION BY person_id ORDER BY start)::INTEGER AS spell FROM opened),
spells AS (
    SELECT person_id, min(start) AS start, max(last) AS last,
           first(end_reason ORDER BY last DESC, start DESC) AS reason,
           first(end_reason ORDER BY last DESC, start DESC)
               FILTER (end_reason IS NOT NULL AND end_reason <> '97') AS known_reason
    FROM numbered GROUP BY person_id, spell)
SELECT person_id, start, last,
       reason_id(CASE WHEN reason = '97' THEN coalesce(known_reason, reason) ELSE reason END) AS reason,
       lag(last) OVER (PARTITION BY person_id ORDER BY start) AS earlier_end,
       lead(start) OVER (PARTITION BY person_id ORDER BY start) AS next_start
FROM spells;

-- --------------------------------------------------------------------------------------------------- caseload

CREATE TEMP TABLE figures (period INTEGER, table_id VARCHAR, figure VARCHAR, grp VARCHAR, unit VARCHAR,
                           value DECIMAL(18, 2));

INSERT INTO figures
WITH spells AS (
    SELECT 'benefits' AS unit, start, last, NULL AS earlier_end FROM case_spells
    UNION ALL SELECT 'persons', start, last, earlier_end FROM person_spells WHERE last >= horizon()),
counts AS (
    SELECT period, unit,
           count(*) FILTER (start < p_from AND last >= p_from) AS stock_begin,
           count(*) FILTER (start BETWEEN p_from AND p_to) AS inflow,
           count(*) FILTER (last BETWEEN p_from AND p_to) AS outflow,
           count(*) FILTER (start <= p_to AND last > p_to) AS stock_end,
           count(*) FILTER (start BETWEEN p_from AND p_to AND start - earlier_end <= 365) AS re_inflow,
           sum(greatest(0, month_ends(least(last - 1, p_to)) - month_ends(greatest(start, p_from) - 1))) AS months
    FROM spells JOIN periods ON start <= p_to AND last >= p_from GROUP BY period, unit)
SELECT period, 'caseload', unnest(['stock_begin', 'inflow', 'outflow', 'stock_end', 'stock_change', 'stock_average',
                                   'outflow_rate', 're_inflow']), '', unit,
       unnest([stock_begin, inflow, outflow, stock_end, stock_end - stock_begin, round(months::DECIMAL(18, 4) / 12, 2),
               outflow, CASE unit WHEN 'persons' THEN re_inflow END]::DECIMAL(18, 2)[])
FROM counts;

CREATE TEMP TABLE moments AS
SELECT period, 'caseload' AS moment, 'stock_end' AS figure, p_to AS day, s.*
FROM case_spells s JOIN periods ON start <= p_to AND last > p_to
UNION ALL
SELECT period, 'outflow', 'outflow', last, s.* FROM case_spells s JOIN periods ON last BETWEEN p_from AND p_to
UNION ALL
SELECT period, 'inflow', 'inflow', start, s.* FROM case_spells s JOIN periods ON start BETWEEN p_from AND p_to;

INSERT INTO figures
WITH classed AS (
    SELECT period, moment, figure, age_class(birth_year, day) AS age, sex, household, scheme,
           duration_class(start, day) AS duration, district, start_reason, reason
    FROM moments),
counted AS (
    SELECT period, moment, figure, grouping(age) + 2 * grouping(sex) + 4 * grouping(household) + 8 * grouping(scheme)
               + 16 * grouping(duration) + 32 * grouping(district) + 64 * grouping(start_reason)
               + 128 * grouping(reason) AS mask,
           coalesce(age, sex, household, scheme, duration, district, start_reason, reason) AS grp, count(*) AS value
    FROM classed
    GROUP BY GROUPING SETS ((period, moment, figure, age), (period, moment, figure, sex),
        (period, moment, figure, household), (period, moment, figure, scheme), (period, moment, figure, duration),
        (period, moment, figure, district), (period, moment, figure, start_reason), (period, moment, figure, reason))),
named AS (
    SELECT *, CASE 255 - mask WHEN 1 THEN 'age' WHEN 2 THEN 'sex' WHEN 4 THEN 'household' WHEN 8 THEN 'scheme'
        WHEN 16 THEN 'duration' WHEN 32 THEN 'district' WHEN 64 THEN 'start_reason' ELSE 'reason' END AS dimension
    FROM counted
    UNION ALL
    SELECT period, moment, figure, 0, grp, count(*), 'target_group'
    FROM (SELECT period, moment, figure, unnest(string_split(target_groups, '|')) AS grp FROM moments)
    GROUP BY ALL),
wanted AS (
    SELECT * FROM named WHERE CASE moment
        WHEN 'caseload' THEN dimension NOT IN ('start_reason', 'reason')
        WHEN 'outflow' THEN dimension <> 'start_reason'
        ELSE dimension IN ('start_reason', 'age', 'household') END)
SELECT period, moment || '_by_' || dimension, figure, grp, 'benefits', value FROM wanted
UNION ALL
SELECT period, moment || '_by_' || dimension, figure, '', 'benefits', total
FROM (SELECT DISTINCT moment, dimension FROM wanted)
JOIN (SELECT period, moment, figure, count(*) AS total FROM moments GROUP BY ALL) USING (moment);

-- ------------------------------------------------------------------------------------------------------- work

-- The placements that make their person count as into work, for the two periods and the year before each.
CREATE TEMP TABLE counted AS
SELECT year(start) AS period, * FROM placements p
WHERE start BETWEEN make_date($year - 2, 1, 1) AND make_date($year, 12, 31)
  AND EXISTS (SELECT 1 FROM person_spells s
              WHERE s.person_id = p.person_id AND s.start <= p.start AND s.last >= p.start - 31);

INSERT INTO figures
WITH persons AS (
    SELECT period, person_id, min(CASE kind WHEN 'full_time' THEN 1 WHEN 'part_time' THEN 2
                                            WHEN 'self_employed' THEN 3 ELSE 4 END) AS kind
    FROM counted GROUP BY ALL)
SELECT period, 'into_work', 'into_work',
       CASE WHEN kind IS NULL THEN '' ELSE ['full_time', 'part_time', 'self_employed', 'unknown'][kind] END,
       'persons', count(*)
FROM persons WHERE period > $year - 2 GROUP BY GROUPING SETS ((period), (period, kind))
UNION ALL
SELECT period, 'into_work', 'outflow_to_work', '', 'benefits', count(*)
FROM moments WHERE moment = 'outflow' AND reason IN ('work', 'self_employment') GROUP BY period
UNION ALL
SELECT period, 'into_work', 'part_time_beside_benefit', '', 'persons', count(DISTINCT p.person_id)
FROM periods JOIN placements p ON p.kind = 'part_time' AND p.start <= p_to AND p.last > p_to
JOIN person_spells s ON s.person_id = p.person_id AND s.start <= p_to AND s.last > p_to GROUP BY period
UNION ALL
SELECT period, 'into_work', 'part_time_to_full_time', '', 'persons', count(DISTINCT f.person_id)
FROM periods JOIN placements f ON f.kind = 'full_time' AND f.start BETWEEN p_from AND p_to
JOIN placements p ON p.person_id = f.person_id AND p.kind = 'part_time' AND p.start < f.start GROUP BY period
UNION ALL
SELECT period, 'into_work', 'placements_wage_subsidy', '', 'placements', count(*)
FROM counted WHERE period > $year - 2
    AND (try_cast(wage_subsidy AS DECIMAL(12, 2)) > 0 OR wage_subsidy = 'yes') GROUP BY period
UNION ALL
SELECT period, 'into_work', 'placements_wage_subsidy_amount', '', 'eur', sum(try_cast(wage_subsidy AS DECIMAL(12, 2)))
FROM counted WHERE period > $year - 2 GROUP BY period
UNION ALL
SELECT period, 'placements_by_sector', 'placements', coalesce(sector, ''), 'placements', count(*)
FROM counted WHERE period > $year - 2 GROUP BY GROUPING SETS ((period), (period, sector))
UNION ALL
SELECT period, 'placements_by_employer', 'placements', coalesce(employer, ''), 'placements', count(*)
FROM counted WHERE period > $year - 2 GROUP BY GROUPING SETS ((period), (period, employer));

-- ------------------------------------------------------------------------------------------------- programmes

INSERT INTO figures
WITH latest AS (SELECT period, person_id, max(start) AS placed FROM counted GROUP BY ALL),
taken AS (
    SELECT t.period, p.person_id, programme, kind, result, last BETWEEN p_from AND p_to AS ended,
           coalesce(placed >= p.start, false) AS worked
    FROM participations p JOIN periods t ON p.start <= p_to AND p.last >= p_from
    LEFT JOIN latest l ON l.period = t.period AND l.person_id = p.person_id),
counts AS (
    SELECT period, grouping(programme) AS no_programme, grouping(kind) AS no_kind, coalesce(programme, kind, '') AS grp,
           count(DISTINCT person_id) AS participants,
           count(DISTINCT person_id) FILTER (worked) AS participants_into_work,
           count(*) FILTER (ended AND result IS NOT NULL AND result <> 'dropout') AS completed
    FROM taken GROUP BY GROUPING SETS ((period), (period, programme), (period, kind))),
tables AS (
    SELECT 'programmes' AS table_id, * FROM counts WHERE no_kind = 1
    UNION ALL SELECT 'programme_kinds', * FROM counts WHERE no_programme = 1)
SELECT period, table_id, unnest(['participants', 'participants_into_work', 'completed']), grp,
       unnest(['persons', 'persons', 'participations']), unnest([participants, participants_into_work, completed])
FROM tables
UNION ALL
SELECT period, 'programme_results', 'result', CASE grouping(result) WHEN 1 THEN '' ELSE coalesce(result, 'unknown') END,
       'participations', count(*)
FROM taken WHERE ended GROUP BY GROUPING SETS ((period), (period, result))
UNION ALL
SELECT period, 'participation', 'participation', coalesce(kind, ''), 'persons', count(DISTINCT person_id)
FROM taken WHERE kind IN ('volunteering', 'health', 'language', 'education')
GROUP BY GROUPING SETS ((period), (period, kind));

-- -------------------------------------------------------------------------------------------------- retention

INSERT INTO figures
WITH ended AS (
    SELECT period, person_id, max(last) AS ended FROM person_spells JOIN periods
        ON last BETWEEN p_from - INTERVAL 1 YEAR AND p_to - INTERVAL 1 YEAR
    WHERE reason IN ('work', 'self_employment') GROUP BY ALL),
returned AS (
    SELECT period, next_start - last AS days FROM ended JOIN person_spells s
        ON s.person_id = ended.person_id AND s.last = ended.ended),
placed AS (
    SELECT period + 1 AS period, person_id, min(start) AS started FROM counted WHERE period < $year GROUP BY ALL),
employed AS (
    SELECT placed.period, person_id, bool_or(p.start <= started + 182 AND p.last > started + 182) AS half,
           bool_or(p.start <= started + 365 AND p.last > started + 365) AS whole
    FROM placed JOIN placements p USING (person_id) GROUP BY ALL)
SELECT period, 'retention', unnest(['not_returned_6m', 'not_returned_12m']), '', 'persons',
       unnest([count(*) FILTER (days IS NULL OR days > 182), count(*) FILTER (days IS NULL OR days > 365)])
FROM returned GROUP BY period
UNION ALL
SELECT period, 'retention', unnest(['still_employed_6m', 'still_employed_12m']), '', 'persons',
       unnest([count(*) FILTER (half), count(*) FILTER (whole)])
FROM employed GROUP BY period;

SELECT * FROM figures WHERE value IS NOT NULL ORDER BY ALL;

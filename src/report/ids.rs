//! The figures and the tables of a report by name, so that the compiler knows them: a figure is spelt here, and nowhere else.

use std::fmt;

/// Declares ids: a name within the program, and the text that CSV, JSON and the labels have for it.
macro_rules! ids {
    ($(#[$about:meta])* $name:ident { $($id:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "each is described by its labels and in the reference")]
        pub enum $name {
            $($id,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$id),+];

            /// The text that names it in CSV, in JSON and in labels.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$id => $text,)+
                }
            }

            /// The one that a text names.
            pub fn named(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$id),)+
                    _ => None,
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.id())
            }
        }
    };
}

ids! {
    /// A figure of a report.
    FigureId {
        StockBegin = "stock_begin",
        Inflow = "inflow",
        Outflow = "outflow",
        StockEnd = "stock_end",
        StockChange = "stock_change",
        StockAverage = "stock_average",
        InflowRate = "inflow_rate",
        OutflowRate = "outflow_rate",
        OutflowRateCbs = "outflow_rate_cbs",
        ReInflow = "re_inflow",
        DurationMean = "duration_mean",
        DurationMedian = "duration_median",
        Over2y = "over_2y",
        Over5y = "over_5y",
        WithIncome = "with_income",
        IncomeMean = "income_mean",
        OutflowToPension = "outflow_to_pension",
        IntoWork = "into_work",
        OutflowToWork = "outflow_to_work",
        PartTimeBesideBenefit = "part_time_beside_benefit",
        PartTimeToFullTime = "part_time_to_full_time",
        PlacementsWageSubsidy = "placements_wage_subsidy",
        PlacementsWageSubsidyAmount = "placements_wage_subsidy_amount",
        Placements = "placements",
        WageValueMean = "wage_value_mean",
        Participants = "participants",
        ParticipantsIntoWork = "participants_into_work",
        Completed = "completed",
        Running = "running",
        Result = "result",
        Participation = "participation",
        NotReturned6m = "not_returned_6m",
        NotReturned12m = "not_returned_12m",
        StillEmployed6m = "still_employed_6m",
        StillEmployed12m = "still_employed_12m",
        WithProfile = "with_profile",
        AverageBenefit = "average_benefit",
        SavingsStock = "savings_stock",
        SavingsVolume = "savings_volume",
        SavingsPaid = "savings_paid",
        SavingsEnded = "savings_ended",
        Spending = "spending",
        Price = "price",
        VolumeEffect = "volume_effect",
        PriceEffect = "price_effect",
        Budget = "budget",
        Recoveries = "recoveries",
        WageCostSubsidies = "wage_cost_subsidies",
        Balance = "balance",
        Forecast = "forecast",
        ForecastLow = "forecast_low",
        ForecastHigh = "forecast_high",
        PersonsPer1000 = "persons_per_1000",
        BenefitsPer1000 = "benefits_per_1000",
        PersonsPer10000 = "persons_per_10000",
        BbvPersonsPer10000 = "bbv_persons_per_10000",
        BbvProvisionsPer10000 = "bbv_provisions_per_10000",
        Started = "started",
        StillRunning = "still_running",
        StillRunningLow = "still_running_low",
        StillRunningHigh = "still_running_high",
        AtRisk = "at_risk",
        StillRunningFollowed = "still_running_followed",
    }
}

ids! {
    /// A table of a report, a series or a comparison.
    TableId {
        Caseload = "caseload",
        CaseloadByAge = "caseload_by_age",
        CaseloadBySex = "caseload_by_sex",
        CaseloadByHousehold = "caseload_by_household",
        CaseloadByScheme = "caseload_by_scheme",
        CaseloadByDuration = "caseload_by_duration",
        Duration = "duration",
        Income = "income",
        CaseloadByDistrict = "caseload_by_district",
        CaseloadByTargetGroup = "caseload_by_target_group",
        InflowByStartReason = "inflow_by_start_reason",
        InflowByAge = "inflow_by_age",
        InflowByHousehold = "inflow_by_household",
        OutflowByReason = "outflow_by_reason",
        OutflowByAge = "outflow_by_age",
        OutflowBySex = "outflow_by_sex",
        OutflowByHousehold = "outflow_by_household",
        OutflowByScheme = "outflow_by_scheme",
        OutflowByDuration = "outflow_by_duration",
        PensionByScheme = "pension_by_scheme",
        OutflowByDistrict = "outflow_by_district",
        OutflowByTargetGroup = "outflow_by_target_group",
        IntoWork = "into_work",
        PlacementsBySector = "placements_by_sector",
        PlacementsByEmployer = "placements_by_employer",
        WageValue = "wage_value",
        Programmes = "programmes",
        ProgrammeKinds = "programme_kinds",
        ProgrammeResults = "programme_results",
        Participation = "participation",
        TargetGroups = "target_groups",
        Retention = "retention",
        Profile = "profile",
        Savings = "savings",
        Budget = "budget",
        Cohorts = "cohorts",
        Targets = "targets",
        Benchmark = "benchmark",
        BenchmarkRegions = "benchmark_regions",
        Rates = "rates",
        Crossed = "table",
    }
}

impl FigureId {
    /// Whether it is shown as a share only, since its number is that of another figure.
    pub const fn is_rate(self) -> bool {
        matches!(self, Self::InflowRate | Self::OutflowRate | Self::OutflowRateCbs)
    }

    /// Whether it is what fewer benefits are worth, by one of the methods.
    pub const fn is_saving(self) -> bool {
        matches!(
            self,
            Self::SavingsStock | Self::SavingsVolume | Self::SavingsPaid | Self::SavingsEnded
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_the_figure_and_the_table_that_has_it() {
        for id in FigureId::ALL {
            assert_eq!(FigureId::named(id.id()), Some(*id));
        }
        for id in TableId::ALL {
            assert_eq!(TableId::named(id.id()), Some(*id));
        }
        assert_eq!(FigureId::named("stock"), None);
    }

    #[test]
    fn rates_and_savings_are_known_by_their_names() {
        for figure in FigureId::ALL {
            let id = figure.id();
            assert_eq!(figure.is_rate(), id.ends_with("_rate") || id.contains("_rate_"), "{id}");
            assert_eq!(figure.is_saving(), id.starts_with("savings_"), "{id}");
        }
    }
}

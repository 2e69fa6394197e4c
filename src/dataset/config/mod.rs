//! `outflow.toml`: what a folder of exports cannot say itself.
//!
//! Every key is checked; an unknown one is refused with the nearest that exists. No amount passes through a float.

mod benchmark_settings;
mod budget;
mod error;
mod nearest;
mod publisher;
mod read;
mod settings;
mod toml_value;

use std::path::Path;

use super::refusal::Refusal;
use super::source::read_small_file;
use crate::visible::show_path;

pub use error::{ConfigError, ConfigFault};
pub use publisher::{Lead, Publisher};
pub use settings::{
    Base, BenchmarkSettings, Budget, BudgetState, Config, Definitions, FileConfig, NamedTopic,
    Savings, SavingsMethod, Target,
};

/// The name of the configuration file in a dataset's folder.
pub const FILE_NAME: &str = "outflow.toml";

impl Config {
    /// Reads the configuration in a folder; the default where there is none.
    ///
    /// # Errors
    /// [`ConfigError`] with line, key and reason.
    pub fn load(folder: &Path) -> Result<Self, ConfigError> {
        match Self::load_file(&folder.join(FILE_NAME)) {
            Err(ConfigError { fault: ConfigFault::Unreadable(Refusal::NotFound), .. }) => {
                Ok(Self::default())
            }
            loaded => loaded,
        }
    }

    /// Reads a configuration that was named.
    ///
    /// # Errors
    /// [`ConfigError`] with line, key and reason.
    pub fn load_file(path: &Path) -> Result<Self, ConfigError> {
        let refuse = |fault| ConfigError::of_file(path, None, fault);
        match read_small_file(path) {
            Err(refusal) => Err(refuse(ConfigFault::Unreadable(refusal))),
            Ok(bytes) => match std::str::from_utf8(&bytes) {
                Ok(text) => Self::parse(&show_path(path), text),
                Err(_) => Err(refuse(ConfigFault::NotText)),
            },
        }
    }
}

#[cfg(test)]
mod tests;

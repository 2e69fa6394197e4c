//! The language of a command that prints nothing but messages.

use clap::Args;

use crate::render::Lang;

/// `--lang` where nothing but messages is printed: their language is settled before the options are parsed, by
/// [`super::message_lang`], so that what is wrong with the options is said in it too.
#[derive(Debug, Args)]
pub(super) struct LanguageOption {
    /// Language of what is printed [default: OUTFLOW_LANG, else that of the system]
    #[arg(long, value_enum)]
    lang: Option<Lang>,
}

//! `outflow init`.
use crate::Streams;
use crate::cli::InitRequest;
use crate::error::Error;
pub(crate) fn init(_request: &InitRequest, _streams: &mut Streams<'_>) -> Result<u8, Error> {
    Ok(0)
}

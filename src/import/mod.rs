//! What partners send, one file per format: bytes in, [`Inlezing`](crate::domain::netwerk::invoer::Inlezing) out. Nothing
//! here knows the kluis or what a row is compared with.

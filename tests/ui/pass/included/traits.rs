pub(crate) trait Message: Send + Sync {
    type Result;
    type Option;

    fn result(&self) -> Self::Result;
}

pub(crate) trait Shape<T> {
    type Result;
}

impl Shape<u8> for u8 {
    type Result = u16;
}

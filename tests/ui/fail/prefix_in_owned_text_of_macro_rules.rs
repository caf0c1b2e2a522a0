use framework::prelude::*;

macro_rules! page {
    ($name:ident, $text:literal, $kind:ty) => {
        #[get_mapping]
        fn $name() -> $kind {
            $text.into()
        }
    };
}

page!(two, "$html:x", String);
//~^ ["$html:x"] a prefix in a returned `String` is sent as text

macro_rules! whole {
    ($name:ident) => {
        #[get_mapping]
        fn $name() -> String {
            "$html:x".into()
            //~^ ["$html:x"] a prefix in a returned `String` is sent as text
        }
    };
}

whole!(three);

fn main() {}

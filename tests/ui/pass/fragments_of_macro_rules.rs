use framework::prelude::*;

macro_rules! controller_of {
    ($name:ident, $prefix:literal, { $($body:tt)* }) => {
        #[derive(Default)]
        struct $name;

        #[controller($prefix)]
        impl $name {
            $($body)*
        }
    };
}

controller_of!(Users, "/users", {
    #[get_mapping("/<id>")]
    fn find(&self, id: u8) -> u8 {
        id
    }

    #[post_mapping]
    async fn create(&self, #[body] text: String) -> String {
        text
    }
});

macro_rules! functions {
    ($($visibility:vis fn $name:ident($($argument:ident: $type:ty),*) -> $returned:ty $body:block)*) => {$(
        #[get_mapping]
        $visibility fn $name($($argument: $type),*) -> $returned $body
    )*};
}

functions! {
    pub fn one(a: u8) -> u8 { a }
    fn two(b: Option<String>, c: &str) -> String { b.unwrap_or_else(|| c.to_owned()) }
}

macro_rules! attribute {
    ($attribute:meta $name:ident) => {
        #[$attribute]
        fn $name() -> u8 {
            1
        }
    };
}

attribute!(get_mapping("/three") three);

macro_rules! item {
    ($item:item) => {
        $item
    };
}

item! {
    #[get_mapping("/four/<id>")]
    fn four(id: u8) -> u8 {
        id
    }
}

macro_rules! mapped {
    ($path:expr, $item:item) => {
        #[get_mapping($path)]
        $item
    };
}

mapped! {
    "/five",
    fn five(page: u8) -> u8 {
        page
    }
}

macro_rules! parts {
    ($path:path, $lifetime:lifetime, $default:expr) => {
        #[get_mapping("/six")]
        fn six<$lifetime>(name: &$lifetime str, #[query(default = $default)] page: u8) -> $path {
            format!("{name}{page}")
        }
    };
}

parts!(std::string::String, 'a, 1 + 2);

fn main() {}

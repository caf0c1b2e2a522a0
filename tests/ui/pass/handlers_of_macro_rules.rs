use framework::prelude::*;

macro_rules! handlers {
    ($($name:ident $path:literal $type:ty)*) => {$(
        #[get_mapping($path)]
        fn $name(id: $type) -> $type {
            id
        }
    )*};
}

handlers! {
    first "/first/<id>" u8
    second "/second/<id>" Option<String>
    third "/third" Vec<i32>
}

macro_rules! controllers {
    ($name:ident $prefix:tt $path:tt $size:expr) => {
        #[derive(Default)]
        struct $name;

        #[controller($prefix)]
        impl $name {
            #[get_mapping($path)]
            async fn find(&self, id: u8, #[query(default = $size)] size: u32) -> u32 {
                size + u32::from(id)
            }
        }
    };
}

controllers!(Users "/users" "/<id>" 1 + 2);

macro_rules! beans {
    ($name:ident { $($member:ident: $type:ty = $default:literal),* }) => {
        #[derive(Bean)]
        #[bean(default)]
        struct $name {
            $(
                #[bean(default = $default)]
                $member: $type,
            )*
        }
    };
}

beans!(User { id: u8 = 1, name: String = "x" });

#[post_mapping]
fn create(user: User) -> User {
    user
}

fn main() {}

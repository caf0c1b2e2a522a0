use framework::prelude::*;

mod inner {
    use framework::prelude::*;

    struct Private(u8);

    impl IntoResponse for Private {
        fn into_response(self, context: &Context) -> Result<Response, Invalid> {
            self.0.into_response(context)
        }

        fn describe(description: &mut framework::Description<'_>) {
            <u8 as IntoResponse>::describe(description);
        }
    }

    #[derive(Default)]
    struct Users;

    #[controller("/inner")]
    impl Users {
        #[get_mapping]
        fn find(&self) -> Private {
            Private(1)
        }
    }

    #[get_mapping]
    fn private() -> Private {
        Private(2)
    }
}

fn main() {
    #[derive(Bean)]
    struct Local {
        id: u8,
    }

    #[derive(Default)]
    struct Locals;

    #[controller("/locals")]
    impl Locals {
        #[post_mapping]
        fn create(&self, local: Local) -> Local {
            local
        }
    }

    #[get_mapping]
    fn local() -> Option<Local> {
        None
    }
}

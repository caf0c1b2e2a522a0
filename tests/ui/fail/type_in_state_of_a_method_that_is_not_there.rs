use framework::prelude::*;

struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    fn new(names: Vec<Nmae>) -> Result<Self, Box<Eror>> {
        //~^ [Nmae] cannot find type `Nmae` in this scope
        //~^^ [Eror] cannot find type `Eror` in this scope
        let _ = names;
        Ok(Users)
    }

    #[get_mapping]
    fn find(&self, pool: State<Pool>) -> Option<Usr> {
        //~^ [Pool] cannot find type `Pool` in this scope
        //~^^ [Usr] cannot find type `Usr` in this scope
        let _ = pool;
        None
    }

    #[get_mapping]
    #[blocking]
    fn wait(&self, #[guard] visitor: Signed<Visitro>) {
        //~^ [Signed] cannot find type `Signed` in this scope
        //~^^ [Visitro] cannot find type `Visitro` in this scope
        let _ = visitor;
    }
}

fn main() {}

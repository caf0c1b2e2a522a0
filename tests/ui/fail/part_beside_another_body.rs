use framework::prelude::*;

#[derive(Bean)]
struct User {
    id: u8,
}

#[post_mapping]
fn part_and_form(#[part] name: String, #[form] id: u8) {
//~^ [u8] a form with files is read in parts; write `#[part]` instead of `#[form]`
    let _ = (name, id);
}

#[post_mapping]
fn bean_and_part(user: User, #[part] file: UploadedFile) {
//~^ [UploadedFile] two arguments read the body; put both into one bean
    let _ = (user.id, file);
}

#[post_mapping]
fn file_and_json(file: UploadedFile, #[json("/a")] part: i8) {
//~^ [i8] two arguments read the body; put both into one bean
    let _ = (file, part);
}

#[post_mapping]
fn form_and_part(form: Multipart, #[part] name: String) {
//~^ [String] two arguments read the body; put both into one bean
    let _ = (form, name);
}

fn main() {}

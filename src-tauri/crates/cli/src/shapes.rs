//! `shape`: what kinds of stories usually have, for scripts and for whoever keeps them in files.

use desk::{Error, PutShapeRequest, ShapeView};

use crate::arguments::Shape;
use crate::print;
use crate::run::Session;

impl Session {
    pub(crate) fn shape(&self, shape: Shape) -> Result<(), Error> {
        match shape {
            Shape::List => print::answer(&self.desk.shapes()?, self.json, |all| names(all)),
            Shape::Show { name } => print::answer(&self.desk.shape(&name)?, self.json, |shape| {
                shape.text.trim_end().to_owned()
            }),
            Shape::Put { name, file } => {
                let text = self.desk.read_file(&file)?;
                let put = self.desk.put_shape(PutShapeRequest { name, text })?;
                print::answer(&put, self.json, |shape| shape.name.clone());
            }
            Shape::Retire { name } => {
                print::answer(&self.desk.retire_shape(&name)?, self.json, |all| names(all));
            }
        }
        Ok(())
    }
}

fn names(shapes: &[ShapeView]) -> String {
    print::lines(shapes, |shape| shape.name.clone())
}

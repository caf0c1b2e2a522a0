//! What the conversions of a running application may look at: its settings and its components.

use std::{
    any::{Any, TypeId, type_name},
    collections::HashMap,
    fmt,
    sync::atomic::AtomicBool,
};

use crate::{config::Settings, heads::Heads, invalid::InvalidHandlers, prefixes::Prefixes, resources::Resources};

/// The settings and components of a running application; immutable once it serves.
#[derive(Debug, Default)]
pub struct Context {
    pub(crate) settings: Settings,
    pub(crate) components: Components,
    pub(crate) heads: Heads,
    pub(crate) resources: Resources,
    pub(crate) prefixes: Prefixes,
    pub(crate) invalid_handlers: InvalidHandlers,
    /// Whether the server has been told to stop; nothing else here changes while it serves.
    pub(crate) is_stopping: AtomicBool,
    #[cfg(feature = "sessions")]
    pub(crate) session_store: crate::session::Store,
}

/// What can be found by its type: anything that is cloned and shared.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a component",
    label = "cannot be cloned and shared",
    note = "each that takes it is given a clone, on any thread; take an `Arc<{Self}>`, or an `Arc` in place of an `Rc`, with a `Mutex` or an atomic inside where it changes",
    note = "an object says that threads may share it: `Arc<dyn Trait + Send + Sync>`"
)]
pub trait IsComponent: Clone + Send + Sync + 'static {}

#[diagnostic::do_not_recommend]
impl<T: Clone + Send + Sync + 'static> IsComponent for T {}

impl Context {
    /// The settings in force.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// A component that the application was given with `App::provide`.
    #[must_use]
    pub fn component<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        self.components.get()
    }
}

/// Values found by their type.
#[derive(Default)]
pub struct Components(HashMap<TypeId, (&'static str, Box<dyn Any + Send + Sync>)>);

impl Components {
    pub(crate) fn insert<T: Clone + Send + Sync + 'static>(&mut self, value: T) {
        self.0.insert(TypeId::of::<T>(), (type_name::<T>(), Box::new(value)));
    }

    /// The types of all of them.
    pub(crate) fn types(&self) -> Vec<TypeId> {
        self.0.keys().copied().collect()
    }

    /// These, and others laid over them.
    pub(crate) fn under(mut self, others: Components) -> Self {
        self.0.extend(others.0);
        self
    }

    pub(crate) fn get<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        self.0.get(&TypeId::of::<T>())?.1.downcast_ref().cloned()
    }
}

impl fmt::Debug for Components {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.values().map(|(name, _)| name)).finish()
    }
}

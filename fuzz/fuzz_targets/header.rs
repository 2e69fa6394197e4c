//! Any bytes as the first lines of an export of any kind: delimiter, columns, and where the rows begin.
#![no_main]

use libfuzzer_sys::fuzz_target;
use outflow::dataset::config::FileConfig;
use outflow::dataset::dialect::{Head, read_layout};
use outflow::dataset::kind::{Field, FileKind};

fuzz_target!(|bytes: &[u8]| {
    for kind in FileKind::ALL {
        for complete in [true, false] {
            let head = Head { bytes, complete, forced: None };
            match read_layout(kind, "f", head, &FileConfig::default(), None) {
                Ok(layout) => {
                    assert!(layout.body_offset <= bytes.len());
                    assert_eq!(layout.fields.len(), layout.names.len());
                    let has = |field: &Field| layout.fields.contains(&Some(*field));
                    assert!(kind.required().iter().all(has));
                }
                Err(error) => assert!(!error.to_string().contains('\u{1b}')),
            }
        }
    }
});

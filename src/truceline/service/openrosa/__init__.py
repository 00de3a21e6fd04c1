"""Forms for the field as ODK Collect and its kin know them (OpenRosa 1.0: form list, form, submission)."""

"""The live desk: what comes in, in the view within a moment, equal to a full run."""

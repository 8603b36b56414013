// Replaces 'server-only' outside Next's own bundles.

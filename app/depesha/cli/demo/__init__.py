"""`depesha demo`: the main job on a sample office, with servers on this machine as providers."""

"""Labels, splits, training, proof."""

/**
 * YAML files with every problem told at once: its key path, its line, what stands there and what
 * should. Door: {@link dev.weir.yaml.YamlFile}; what a file means is said by who reads its {@link
 * dev.weir.yaml.Section}s.
 */
@NullMarked
package dev.weir.yaml;

import org.jspecify.annotations.NullMarked;

/**
 * How a program of kanshi reads its settings: a table of keys, values from the environment, a file or properties that a platform gives,
 * all checked together so that every mistake is told at once. Knows no program's settings, opens no socket, asks no network.
 */
@NullMarked
package io.kanshi.settings;

import org.jspecify.annotations.NullMarked;

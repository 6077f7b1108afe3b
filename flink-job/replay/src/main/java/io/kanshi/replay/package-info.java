/**
 * The command line: {@code kanshi replay} runs captured files through the job on a cluster within this program, {@code kanshi rules
 * check} reads a rule file. Nothing depends on this package; all it prints goes through one class.
 */
@NullMarked
package io.kanshi.replay;

import org.jspecify.annotations.NullMarked;

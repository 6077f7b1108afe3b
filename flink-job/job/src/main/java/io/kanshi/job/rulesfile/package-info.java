/**
 * Where the live job's rules come from while it runs: a file that is looked at again and again, or the rules that the job was built with.
 * What is sound goes to every subtask as a {@link io.kanshi.job.RulesUpdate}.
 */
@NullMarked
package io.kanshi.job.rulesfile;

import org.jspecify.annotations.NullMarked;

/**
 * What the rank job computes, stage by stage, without an engine: state and an input go in, state
 * and outputs come out. The operators of the job and the benchmarks run the same classes.
 */
package io.murmuration.jobs.rank.stages;

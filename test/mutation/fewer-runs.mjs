import fc from 'fast-check';

// A mutant that survives a tenth of the runs is one that a plainer test should have caught.
fc.configureGlobal({ numRuns: 10 });

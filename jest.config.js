export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  testMatch: ['**/*.test.ts'],
  setupFiles: ['./test/support/property-seed.ts'],
  globalSetup: './test/support/global-setup.ts',
  globalTeardown: './test/support/global-teardown.ts',
  // Two cores; the servers need theirs too.
  maxWorkers: 2,
  // Six times what the longest test takes on two cores: a limit that ends what hangs, and nothing that is slow.
  testTimeout: 120_000,
  // Kept-alive connections of fetch to servers that were killed on purpose would hold the process.
  forceExit: true,
  modulePathIgnorePatterns: ['<rootDir>/.parley', '<rootDir>/dist'],
};

/** Features of JavaScript and the platform that are newer than the oldest browser, the Chromium 103 of OBS. */
export const newerInScripts =
  /\.(?:toSorted|toReversed|toSpliced|isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference|isWellFormed|toWellFormed)\(|\b(?:Promise\.(?:withResolvers|try)|AbortSignal\.any|Array\.fromAsync|(?:Object|Map)\.groupBy|URL\.(?:canParse|parse)|Iterator\.from|RegExp\.escape)\b/

/** 13 classes of basic management and 11 of site management: stable, so code may name them. */
export const categoryCodes = [
  ...(['JC01', 'JC02', 'JC03', 'JC04', 'JC05', 'JC06', 'JC07', 'JC08', 'JC09', 'JC10', 'JC11', 'JC12', 'JC13'] as const),
  ...(['XC01', 'XC02', 'XC03', 'XC04', 'XC05', 'XC06', 'XC07', 'XC08', 'XC09', 'XC10', 'XC11'] as const),
] as const

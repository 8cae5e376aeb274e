/**
 * The version of the rules that approval and signing await. It goes up whenever one of them asks for more or for less; approvals
 * and signatures record it, so that whoever verifies them later knows whether the same rules are asked again.
 */
export const rulesVersion = 1;

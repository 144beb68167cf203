/**
 * Why there is no connection to a model's server, in words with a remedy. Of what the system says only the code is used: its words
 * may hold what was sent.
 */
import { LoupeError } from '../../contract/wire/errors'
import { bounded } from './plain-text'

const cut = 'the connection was cut'

/** Another try may help. */
const passing: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host can not be looked up now',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network',
  ECONNRESET: cut,
  EPIPE: cut
}

const untrusted = 'its certificate is not one that this machine trusts (it is self-signed, or of an authority of its own)'

/** What OpenSSL says of certificates (man openssl-verification-options), and Node of names in them: no other try helps. */
const certificates: Record<string, string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_UNTRUSTED: untrusted,
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; the clock of this machine may be wrong',
  CERT_REVOKED: 'its certificate was revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for a host of another name'
}

const noTls = new Set(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'])

/** `denied` where the other side can not be trusted or speaks another protocol, else `unreachable`. */
export function connectionProblem(url: URL, thrown: unknown): LoupeError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  const distrust = certificates[code]
  if (distrust)
    return new LoupeError('denied', `${url.host} can not be trusted: ${distrust}. Nothing was sent.`, {
      hint:
        'For a server on this machine use http://. Else have its certificate issued by an authority that this machine trusts, ' +
        'or start Loupe with NODE_EXTRA_CA_CERTS naming a file with the certificate.'
    })
  if (noTls.has(code))
    return new LoupeError('denied', `${url.host} does not speak https. Nothing was sent.`, {
      hint: 'For a server on this machine use http:// in the address, else ask who runs it for its https address.'
    })
  const reason = passing[code] ?? (code ? bounded(code, 60) : cut)
  return new LoupeError('unreachable', `${url.host} can not be reached: ${reason}`, {
    hint: 'Look whether the server runs and the address in the settings is right, http:// or https:// included.'
  })
}

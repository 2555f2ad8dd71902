import capture from '../../resources/translations/en/capture.json'
import common from '../../resources/translations/en/common.json'
import error from '../../resources/translations/en/error.json'

/** The English words of this window alone. */
export const namespaces = { capture, common, error }

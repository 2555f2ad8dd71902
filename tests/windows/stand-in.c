/* In the place of Electron: ends at once with 5; with the path of a file, when somebody has removed that file. */
#include <windows.h>

int WINAPI WinMain(HINSTANCE instance, HINSTANCE previous, LPSTR path, int show) {
  if (*path == '\0') return 5;
  CloseHandle(CreateFileA(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL));
  while (GetFileAttributesA(path) != INVALID_FILE_ATTRIBUTES) Sleep(20);
  return 0;
}
